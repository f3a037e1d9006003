// marquee-bench-picture-floor FILE WIDTH HEIGHT: frozen floor of a picture from a file to a display
// of WIDTH×HEIGHT, fitted: SDL_image and SDL's own scaling. Prints the seconds it took.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <iostream>
#include <memory>
#include <string_view>

#include <SDL.h>
#include <SDL_image.h>

namespace {

struct SurfaceFreer {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, SurfaceFreer>;

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// The picture as large as fits, in the pixels of a window; null with a word from SDL.
Surface shown(const char* file, int width, int height) {
    Surface read(IMG_Load(file));
    if (!read) {
        return nullptr;
    }
    // Scaling with a filter takes 32-bit pixels only.
    const Surface whole(SDL_ConvertSurfaceFormat(read.get(), SDL_PIXELFORMAT_RGB888, 0));
    read.reset();
    if (!whole) {
        return nullptr;
    }
    const double scale =
        std::min(static_cast<double>(width) / whole->w, static_cast<double>(height) / whole->h);
    Surface fitted(SDL_CreateRGBSurfaceWithFormat(0, static_cast<int>(whole->w * scale),
                                                  static_cast<int>(whole->h * scale), 32,
                                                  SDL_PIXELFORMAT_RGB888));
    if (!fitted || SDL_SoftStretchLinear(whole.get(), nullptr, fitted.get(), nullptr) != 0) {
        return nullptr;
    }
    return fitted;
}

} // namespace

int main(int count, char** arguments) {
    const int width = count == 4 ? number(arguments[2]) : 0;
    const int height = count == 4 ? number(arguments[3]) : 0;
    if (width < 1 || height < 1) {
        std::cerr << "usage: marquee-bench-picture-floor FILE WIDTH HEIGHT\n";
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const Surface picture = shown(arguments[1], width, height);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (!picture) {
        std::cerr << "marquee-bench-picture-floor: " << SDL_GetError() << '\n';
        return 1;
    }
    std::cout << taken.count() << '\n';
    return 0;
}
