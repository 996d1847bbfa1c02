"""Letters by e-mail: put in the outbox with the change that causes them, sent by the postman."""
