// Interrupts, weights and paces made by chance, on whole seconds.
#pragma once

#include "tests/unit/schemas/rules/random_manifest.hpp"

namespace marquee::tests {

// Rounds the cycles of the programs to whole seconds and adds some interrupts; gives some of the
// schedules a weight or a pace.
void add_hours(Random& random, Manifest& manifest);

} // namespace marquee::tests
