// marquee-bench-crossfade-floor FRAMES: frozen floor of a crossfade between two pictures of
// 1920×1080 in a window, by SDL's software renderer. Prints the milliseconds of CPU of one frame.
#include <charconv>
#include <cstdint>
#include <iostream>
#include <string_view>
#include <vector>

#include <SDL.h>
#include <sys/resource.h>

namespace {

constexpr int width = 1920;
constexpr int height = 1080;

double cpu_ms() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

SDL_Texture* picture(SDL_Renderer* renderer, std::uint32_t seed) {
    std::vector<std::uint32_t> pixels(std::size_t{width} * height);
    for (std::uint32_t& pixel : pixels) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        pixel = seed >> 8;
    }
    SDL_Texture* texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_RGB888,
                                             SDL_TEXTUREACCESS_STATIC, width, height);
    SDL_UpdateTexture(texture, nullptr, pixels.data(), width * 4);
    SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
    return texture;
}

double cpu_ms_of_frame(SDL_Renderer* renderer, int frames) {
    SDL_Texture* from = picture(renderer, 1);
    SDL_Texture* to = picture(renderer, 2);
    const double start = cpu_ms();
    for (int frame = 0; frame < frames; ++frame) {
        SDL_SetTextureAlphaMod(from, 255);
        SDL_RenderCopy(renderer, from, nullptr, nullptr);
        SDL_SetTextureAlphaMod(to, static_cast<std::uint8_t>(frame * 255 / frames));
        SDL_RenderCopy(renderer, to, nullptr, nullptr);
        SDL_RenderPresent(renderer);
    }
    const double used = cpu_ms() - start;
    SDL_DestroyTexture(from);
    SDL_DestroyTexture(to);
    return used / frames;
}

} // namespace

int main(int count, char** arguments) {
    int frames = 0;
    const std::string_view text = count == 2 ? arguments[1] : "";
    std::from_chars(text.data(), text.data() + text.size(), frames);
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); // else llvmpipe is measured
    if (frames < 1 || SDL_Init(SDL_INIT_VIDEO) != 0) {
        std::cerr << "usage: marquee-bench-crossfade-floor FRAMES, with a display\n";
        return 1;
    }
    SDL_Window* window = SDL_CreateWindow("floor", 0, 0, width, height, SDL_WINDOW_BORDERLESS);
    SDL_Renderer* renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
    if (renderer == nullptr) {
        std::cerr << "marquee-bench-crossfade-floor: " << SDL_GetError() << '\n';
        return 1;
    }
    std::cout << cpu_ms_of_frame(renderer, frames) << '\n';
    SDL_DestroyRenderer(renderer);
    SDL_DestroyWindow(window);
    SDL_Quit();
    return 0;
}
