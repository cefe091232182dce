"""One page a module, each with a template and a test of its name."""
