// libhwy without its stopwatch.
//
// libavcodec pulls libjxl, which pulls libhwy, which measures the resolution of the processor's
// counter whenever it is loaded, for benchmarks that nobody runs here: five milliseconds at the
// start of every worker. Defined in the program, this takes precedence over the library's (ELF
// symbol interposition, as in no_charsets.cpp).
#include <cstdint>

namespace hwy::platform {

std::uint64_t TimerResolution();

std::uint64_t TimerResolution() {
    return 1;
}

} // namespace hwy::platform
