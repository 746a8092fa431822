"""Beside the steps: addresses that facts were read at, asked again when a person says so: what moved, went or changed."""
