"""What people type while goals are drafted, as clean values."""
