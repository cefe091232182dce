"""What became of the comments: the table of comments and answers, redaction, telling who commented, data protection."""
