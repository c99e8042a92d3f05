// Only the outer keys count.
// item `limits`: ["free", "pro"]

const limits = {
  'free': {'seats': 1},
  'pro': {'seats': 10, 'teams': 2},
};
