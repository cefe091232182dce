"""What else the voting pages do, over REST: the same loaders, permissions, actions and visibility."""
