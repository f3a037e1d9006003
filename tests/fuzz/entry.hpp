// The entry point of every fuzz target, as libFuzzer calls it and as the replay test does.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);
