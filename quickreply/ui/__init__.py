"""What you see: Qt widgets that get snapshots and return choices."""
