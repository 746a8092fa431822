"""Beside the steps: addresses of sources, asked again when a person says so → what changed."""
