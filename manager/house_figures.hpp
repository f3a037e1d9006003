// What the manager says about its own process and front, as figures for /metrics.
#pragma once

#include <vector>

#include "manager/front/front_figures.hpp"
#include "manager/http/metrics.hpp"

namespace marquee::manager {

// Reads /proc (proc(5)); what cannot be read is left out. Any thread.
std::vector<HouseFigure> process_figures(Instant started);

std::vector<HouseFigure> front_figures(const FrontFigures& figures);

} // namespace marquee::manager
