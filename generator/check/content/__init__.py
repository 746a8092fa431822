"""Step 2, rules about content: facts, sources, numbers, safety, ids, plain English, paper."""
