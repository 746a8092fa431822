"""The generators and typesetters we race, set up as their own documents tell."""
