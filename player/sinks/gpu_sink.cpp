#include "player/sinks/gpu_sink.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <SDL.h>

#include "player/sinks/damage.hpp"
#include "player/sinks/desktop_connection.hpp"
#include "player/sinks/gpu_painter.hpp"
#include "player/sinks/window_events.hpp"

namespace marquee::player {
namespace {

// Number of SDL's OpenGL driver; OpenGL ES where there is no other.
std::optional<int> opengl_driver() {
    std::optional<int> found;
    for (int driver = 0; driver < SDL_GetNumRenderDrivers(); ++driver) {
        SDL_RendererInfo info{};
        if (SDL_GetRenderDriverInfo(driver, &info) == 0) {
            const std::string_view name = info.name;
            if (name == "opengl") {
                return driver;
            }
            found = name == "opengles2" ? driver : found;
        }
    }
    return found;
}

// Of the context that is current.
std::string name_of_gl() {
    constexpr unsigned gl_renderer = 0x1F01; // GL_RENDERER, OpenGL registry
    using GetString = const unsigned char* (*)(unsigned);
    const auto get_string = reinterpret_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
    const auto* name = get_string == nullptr ? nullptr : get_string(gl_renderer);
    return name == nullptr ? std::string() : reinterpret_cast<const char*>(name);
}

// At most; any GPU has textures of 2,048.
std::int32_t texture_side_of(SDL_Renderer& renderer) {
    SDL_RendererInfo info{};
    SDL_GetRendererInfo(&renderer, &info);
    const int side = std::min(info.max_texture_width, info.max_texture_height);
    return side > 0 ? side : 2'048;
}

struct WindowDeleter {
    void operator()(SDL_Window* window) const { close_window(window); }
};
struct RendererDeleter {
    void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
};
struct VideoSubsystem {
    ~VideoSubsystem() { SDL_QuitSubSystem(SDL_INIT_VIDEO); }
};

} // namespace

bool is_drawn_by_processor(std::string_view gl_renderer) {
    std::string name(gl_renderer);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array<std::string_view, 5> words{"llvmpipe", "softpipe", "swiftshader", "swrast",
                                                    "software"};
    return name.empty() || std::any_of(words.begin(), words.end(), [&](std::string_view word) {
               return name.find(word) != name.npos;
           });
}

struct GpuSink::Window {
    VideoSubsystem video; // was initialised
    std::unique_ptr<SDL_Window, WindowDeleter> window;
    std::unique_ptr<SDL_Renderer, RendererDeleter> renderer;
    std::unique_ptr<GpuPainter> painter;
    std::string gl_renderer;
    std::function<void(const std::string&)> left_out; // empty once it was called
    Size size;
    Scene scene;
    bool fresh = true;    // nothing of `scene` is drawn
    bool unshown = false; // something was drawn since the last present
    CanvasBuffer read_back;
    PanelColour colour;

    ~Window() { SDL_DelEventWatch(&Window::watch, this); }

    // SDL tells of a lost GPU without saying whose: every sink hears it for itself.
    static int watch(void* sink, SDL_Event* event) {
        auto& window = *static_cast<Window*>(sink);
        window.lost = window.lost || event->type == SDL_RENDER_DEVICE_RESET
                      || event->type == SDL_RENDER_TARGETS_RESET;
        return 0;
    }
    bool lost = false;
};

Result<std::unique_ptr<GpuSink>> GpuSink::open(const GpuOptions& options) {
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
    if (auto desktop = open_video(VideoDriver::desktop); !desktop) {
        return tl::unexpected(desktop.error());
    }
    auto window = std::make_unique<Window>();
    const auto driver = opengl_driver();
    if (!driver) {
        return fail(ErrorCode::unsupported, "SDL has no OpenGL here");
    }
    const Rect place = options.window.place;
    window->size = place.size();
    window->window.reset(SDL_CreateWindow(options.window.title.c_str(), place.x, place.y,
                                          place.width, place.height,
                                          SDL_WINDOW_BORDERLESS | SDL_WINDOW_OPENGL));
    if (!window->window) {
        return sdl_failed(ErrorCode::unsupported, "window for OpenGL cannot be opened");
    }
    std::uint32_t flags = SDL_RENDERER_ACCELERATED | SDL_RENDERER_TARGETTEXTURE;
    if (options.pace == PresentPace::with_display) {
        flags |= SDL_RENDERER_PRESENTVSYNC;
    }
    window->renderer.reset(SDL_CreateRenderer(window->window.get(), *driver, flags));
    if (!window->renderer) {
        return sdl_failed(ErrorCode::unsupported, "OpenGL cannot draw");
    }
    window->gl_renderer = name_of_gl();
    if (options.demand == GlDemand::hardware && is_drawn_by_processor(window->gl_renderer)) {
        return fail(ErrorCode::unsupported,
                    "OpenGL here is drawn by the processor: " + window->gl_renderer);
    }
    const std::int32_t side =
        std::min(texture_side_of(*window->renderer), options.texture_side_max);
    if (std::max(place.width, place.height) > side) {
        return fail(ErrorCode::unsupported, "the GPU's textures are smaller than the display");
    }
    window->painter = std::make_unique<GpuPainter>(window->renderer.get(), window->size, side);
    window->left_out = options.left_out;
    window->colour = options.colour;
    window->painter->dim(channel_factors(options.colour, full_brightness));
    SDL_AddEventWatch(&Window::watch, window.get());
    SDL_ShowCursor(SDL_DISABLE);
    SDL_DisableScreenSaver();
    return std::make_unique<GpuSink>(std::move(window));
}

GpuSink::GpuSink(std::unique_ptr<Window> window) : window_(std::move(window)) {}

GpuSink::~GpuSink() = default;

Size GpuSink::size() const {
    return window_->size;
}

const std::string& GpuSink::gl_renderer() const {
    return window_->gl_renderer;
}

Status GpuSink::compose(const Scene& scene) {
    if (is_lost(window_->window.get())) {
        return fail(ErrorCode::unreachable, "the desktop is gone");
    }
    const Rect whole{0, 0, window_->size.width, window_->size.height};
    const auto rects =
        window_->fresh ? std::vector<Rect>{whole} : damage(window_->scene, scene, window_->size);
    if (window_->scene.brightness != scene.brightness) {
        window_->painter->dim(channel_factors(window_->colour, scene.brightness));
        window_->unshown = true;
    }
    window_->scene = scene;
    if (rects.empty()) {
        return {};
    }
    const Status drawn = window_->painter->draw(scene, rects);
    window_->fresh = !drawn;
    window_->unshown = true;
    if (window_->painter->lacked_picture() && window_->left_out) {
        std::exchange(window_->left_out, nullptr)(SDL_GetError());
    }
    return drawn;
}

Status GpuSink::present(Instant) {
    if (is_lost(window_->window.get())) {
        return fail(ErrorCode::unreachable, "the desktop is gone");
    }
    if (!window_->unshown) {
        return {};
    }
    const Status shown = window_->painter->show();
    if (shown) {
        SDL_RenderPresent(window_->renderer.get());
        window_->unshown = false;
    }
    return shown;
}

std::optional<Picture> GpuSink::shown() const {
    if (window_->fresh || window_->unshown) {
        return std::nullopt;
    }
    const Canvas memory =
        window_->read_back.cover({0, 0, window_->size.width, window_->size.height});
    if (!window_->painter->read(memory)) {
        return std::nullopt;
    }
    Picture picture;
    picture.size = window_->size;
    picture.planes[0] = memory.pixels;
    picture.strides[0] = memory.stride;
    return picture;
}

SinkEvent GpuSink::attend() {
    const WindowNews news = take_window_news(window_->window.get());
    if (news.event == SinkEvent::lost) {
        return news.event;
    }
    if (std::exchange(window_->lost, false)) {
        window_->painter->forget();
        window_->fresh = true;
    }
    if (news.repaint || (window_->fresh && !window_->scene.zones.empty())) {
        window_->unshown = true;
        const Scene scene = window_->scene;
        if (compose(scene)) {
            std::ignore = present(Instant{});
        }
    }
    return news.event;
}

} // namespace marquee::player
