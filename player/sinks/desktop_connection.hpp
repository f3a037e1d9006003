// How this process survives its desktop: an X server that ends, or takes a window away.
//
// Xlib ends a process whose connection breaks, and SDL 2.26 neither prevents it nor gets through
// its own closing on a dead connection. Here every connection is told to outlive its server (since
// libX11 1.7, XSetIOErrorExitHandler(3)), and a lost window is closed in a way that does not wait
// for the server's answer. Main thread, all of it.
#pragma once

#include <string>

#include "schemas/model/error.hpp"

struct SDL_Window;
union SDL_Event;

namespace marquee::player {

// desktop: the one that DISPLAY or WAYLAND_DISPLAY names, else the first that SDL finds. dummy:
// none at all, for all of this process from then on.
enum class VideoDriver { desktop, dummy };

// Initialises SDL's video, as every sink with a window does before it opens one and pays back with
// SDL_QuitSubSystem(SDL_INIT_VIDEO). unreachable: there is no desktop (yet), or one was lost and
// somebody's window of it is still to be closed. What SDL would draw in memory that nobody sees is
// no desktop, unless SDL_VIDEODRIVER asks for it.
Status open_video(VideoDriver driver);

// With what SDL says about its last failure.
tl::unexpected<Error> sdl_failed(ErrorCode code, const std::string& doing);

// The window, or its whole desktop, is gone: nothing drawn into it is seen.
bool is_lost(SDL_Window* window);

// Takes in that a window was destroyed by somebody else; other events are not its business.
void note_event(const SDL_Event& event);

// SDL_ShowWindow for a window made with SDL_WINDOW_HIDDEN, without waiting for the desktop.
void show_window(SDL_Window* window);

// SDL_DestroyWindow for a window that may be lost.
void close_window(SDL_Window* window);

} // namespace marquee::player
