# Third-party libraries, found once. docs/dependencies.md says why each is here.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_path(EXPECTED_INCLUDE tl/expected.hpp REQUIRED)
find_package(fmt REQUIRED)
