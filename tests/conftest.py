from hypothesis import settings

# A loaded machine is no failure: no test has a time limit.
settings.register_profile("disputes", deadline=None)
settings.load_profile("disputes")
