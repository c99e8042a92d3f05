// Several constants in one declaration.
// item `b`: ["x", "y"]

const a = {'k': 1}, b = ['x', 'y'], c = 3;
