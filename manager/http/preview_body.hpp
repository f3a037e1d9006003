// What callers say about the picture they want.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "manager/ports/exchange.hpp"
#include "schemas/model/layout_draft.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::manager {

// Body of POST /api/v1/previews.
struct PreviewBody {
    LayoutDraft layout;
    std::optional<UnitId> unit; // whose slogans and assets it may use; absent: the caller's
    Size display;
    Size picture; // empty: as large as the display
    Milliseconds at{0};
    std::optional<Instant> starts; // of the program's slot
};

Result<PreviewBody> read_preview_body(std::string_view text);

// A whole number among the parameters after '?'; nothing when it is absent, out_of_range with its
// name otherwise.
Result<std::optional<std::int64_t>> number_parameter(const RequestHead& request,
                                                     std::string_view name, std::int64_t least,
                                                     std::int64_t most);

// `width`, `height` and `at_ms`; with one side only, the other follows from `canvas`; with none it
// is the canvas.
Result<StillOrder> still_parameters(const RequestHead& request, Size canvas);

// `starts_at`; nothing when it is absent, malformed with its name when it is no instant.
Result<std::optional<Instant>> start_parameter(const RequestHead& request);

} // namespace marquee::manager
