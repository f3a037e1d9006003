#include "manager/preview/helper_renderer.hpp"

#include <utility>

#include "common/sha256.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/preview.hpp"

namespace marquee::manager {

namespace {

// The reply as the kind of answer that was asked for; an error it carries becomes the result's.
template<typename Answer>
Result<Answer> expect(const RenderReply& reply) {
    if (const auto* error = std::get_if<Error>(&reply.head)) {
        return tl::unexpected<Error>(*error);
    }
    const auto* answer = std::get_if<Answer>(&reply.head);
    return answer != nullptr
               ? Result<Answer>(*answer)
               : fail(ErrorCode::preview_failed, "the renderer answered another question");
}

Result<std::string> line_of(const RenderOrder& order) {
    std::string line = wire::write_render_request(order);
    if (line.size() > limits::render_request_bytes_max) {
        return fail(ErrorCode::too_large, "the layout is too large to draw");
    }
    return line;
}

// A motion as it is kept: its answer's line, and the pictures after it.
std::string kept_form(const RenderReply& reply) {
    return wire::write_render_answer(reply.head) + '\n' + reply.picture;
}

Result<RenderReply> from_kept(const std::string& kept) {
    const std::size_t end = kept.find('\n');
    return wire::read_render_answer(std::string_view(kept).substr(0, end))
        .map([&](RenderAnswer head) {
            return RenderReply{std::move(head), kept.substr(end + 1)};
        });
}

RenderProgram for_checks(RenderProgram program) {
    program.duty = RenderDuty::checks;
    return program;
}

} // namespace

HelperRenderer::HelperRenderer(const RenderProgram& program, const Clock& clock, const Log& log)
    : cache_(limits::preview_cache_bytes_max),
      drawing_(program, Milliseconds{limits::render_watchdog_ms_max}, clock, log),
      examining_(for_checks(program), Milliseconds{limits::render_check_ms_max}, clock, log) {}

Result<std::string> HelperRenderer::still(const StillOrder& order) {
    return picture(order);
}

Result<std::string> HelperRenderer::filmstrip(const FilmstripOrder& order) {
    return picture(order);
}

Result<std::string> HelperRenderer::picture(const RenderOrder& order) {
    return line_of(order).and_then([&](const std::string& line) -> Result<std::string> {
        const Sha256 key = sha256(line);
        if (auto known = cache_.find(key)) {
            return *std::move(known);
        }
        return drawing_.ask(line).and_then([&](const RenderReply& reply) {
            return expect<PictureFollows>(reply).map([&](const PictureFollows&) {
                cache_.keep(key, reply.picture);
                return reply.picture;
            });
        });
    });
}

Result<DrawnMotion> HelperRenderer::motion(const SloganMotionOrder& order) {
    const auto drawn = [](RenderReply reply) {
        return expect<SloganMotion>(reply).map([&](SloganMotion motion) {
            return DrawnMotion{std::move(motion), std::move(reply.picture)};
        });
    };
    return line_of(order).and_then([&](const std::string& line) -> Result<DrawnMotion> {
        const Sha256 key = sha256(line);
        if (const auto known = cache_.find(key)) {
            return from_kept(*known).and_then(drawn);
        }
        return drawing_.ask(line).and_then([&](RenderReply reply) {
            if (std::holds_alternative<SloganMotion>(reply.head)) {
                cache_.keep(key, kept_form(reply));
            }
            return drawn(std::move(reply));
        });
    });
}

Result<SloganCheck> HelperRenderer::check(const SloganCheckOrder& order) {
    return line_of(order)
        .and_then([&](const std::string& line) { return examining_.ask(line); })
        .and_then(expect<SloganCheck>);
}

} // namespace marquee::manager
