#include <iostream>

#include <unistd.h>

#include "ctl/app.hpp"

int main(int argc, char** argv) {
    return static_cast<int>(marquee::ctl::run(std::span<const char* const>(argv + 1, argv + argc),
                                              environ, std::cout, std::cerr));
}
