#include "manager/house_figures.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>
#include <unistd.h>

namespace marquee::manager {

namespace {

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double number(std::uint64_t value) {
    return static_cast<double>(value);
}

} // namespace

std::vector<HouseFigure> process_figures(Instant started) {
    std::vector<HouseFigure> figures{
        {"process_start_time_seconds", MetricKind::gauge,
         "Start time of the process since 1970 in seconds.",
         static_cast<double>(started.time_since_epoch().count()) / 1e6}};
    rusage used{};
    if (::getrusage(RUSAGE_SELF, &used) == 0) {
        figures.push_back({"process_cpu_seconds_total", MetricKind::counter,
                           "User and system CPU time spent in seconds.",
                           seconds(used.ru_utime) + seconds(used.ru_stime)});
    }
    std::uint64_t pages = 0;
    std::uint64_t resident = 0;
    if (std::ifstream("/proc/self/statm") >> pages >> resident) {
        figures.push_back({"process_resident_memory_bytes", MetricKind::gauge,
                           "Resident memory size in bytes.",
                           number(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE))});
    }
    std::error_code problem;
    const std::filesystem::directory_iterator open("/proc/self/fd", problem);
    if (!problem) {
        figures.push_back({"process_open_fds", MetricKind::gauge, "Open file descriptors.",
                           static_cast<double>(std::distance(begin(open), end(open)))});
    }
    return figures;
}

std::vector<HouseFigure> front_figures(const FrontFigures& figures) {
    return {
        {"marquee_front_connections_open", MetricKind::gauge, "Connections now.",
         number(figures.open)},
        {"marquee_front_connections_total", MetricKind::counter, "Connections let in.",
         number(figures.accepted)},
        {"marquee_front_turned_away_total", MetricKind::counter,
         "Connections over a cap, or without a descriptor left.", number(figures.turned_away)},
        {"marquee_front_handshakes_failed_total", MetricKind::counter,
         "TLS handshakes that came to nothing.", number(figures.handshakes_failed)},
        {"marquee_front_expelled_total", MetricKind::counter, "Peers that missed a deadline.",
         number(figures.expelled)},
        {"marquee_front_requests_total", MetricKind::counter, "Requests.",
         number(figures.requests)},
        {"marquee_front_busy_total", MetricKind::counter,
         "Requests answered 503 because every worker was busy.", number(figures.busy)},
        {"marquee_front_event_streams_open", MetricKind::gauge, "Pages that listen now.",
         number(figures.event_streams)},
        {"marquee_front_events_total", MetricKind::counter, "Events told to pages.",
         number(figures.events)},
    };
}

} // namespace marquee::manager
