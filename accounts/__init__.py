"""Ground floor: people, sign-in, and the one way a page asks who may see it."""
