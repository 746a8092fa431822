"""Step 4, channels: pieces → what is read aloud: scripts for voice messages, radio and loudspeakers."""
