"""The place where a request is made: form and tuning."""
