"""What the place of marking is made of: papers, their pages, the pace, the forms, the tables."""
