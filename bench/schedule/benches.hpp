// The ids of `scripts/bench schedule`. Each measures on its own data and prints nothing.
#pragma once

#include "bench/measure.hpp"

namespace marquee::bench {

// One display with 500 schedules of all kinds: mean µs of evaluate() over a week.
Samples timeline_us(const Effort& effort);

// A schedule of the whole country changes: the displays it reaches, and every distinct manifest of
// theirs, written, hashed and signed. `fleet-change` in ms of both, `fleet-change-ms` absolute.
Samples fleet_change(const Effort& effort);
Samples fleet_change_ms(const Effort& effort);

// A week's minutes of every program on 10,000 displays, in seconds.
Samples forecast(const Effort& effort);

// No bar, but worth knowing: a schedule of the whole country changes, and 10,000 displays get new
// manifests, from the rows of a real database to those of wanted manifests, in seconds.
Samples publisher_pass(const Effort& effort);

// No bar either: what would come of a schedule of the whole country, in a week, on 10,000 displays
// of a real database, in seconds.
Samples schedule_check(const Effort& effort);

} // namespace marquee::bench
