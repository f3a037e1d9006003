#include "manager/front/delivery.hpp"

#include <utility>

#include <fmt/format.h>

namespace marquee::manager {

namespace {

// Narrows a whole file to what Range asks for; turns the answer into 206 or 416.
void apply_range(const RequestHead& request, Response& answer, AnswerFrame& frame,
                 Delivery& delivery) {
    auto& body = std::get<FileBody>(answer.body);
    delivery.file = std::move(body.file);
    delivery.part = {body.offset, body.size};
    frame.content_length = body.size;
    if (answer.status != 200) {
        return;
    }
    frame.accepts_ranges = true;
    const std::uint64_t whole = body.size;
    const RangeChoice choice = choose_range(request, answer.headers.find("ETag"), whole);
    if (choice.verdict == RangeVerdict::part) {
        answer.status = 206;
        frame.content_range = fmt::format("bytes {}-{}/{}", choice.range.first,
                                          choice.range.first + choice.range.size - 1, whole);
        delivery.part = {body.offset + choice.range.first, choice.range.size};
    } else if (choice.verdict == RangeVerdict::unsatisfiable) {
        answer = problem(416, ErrorCode::out_of_range);
        frame.content_range = fmt::format("bytes */{}", whole);
        delivery.part = {};
    }
    frame.content_length = delivery.part.size;
}

} // namespace

Delivery plan_delivery(const RequestHead& request, Response answer, Instant date,
                       Persistence persistence) {
    Delivery delivery;
    AnswerFrame frame;
    frame.date = date;
    frame.persistence = persistence;
    if (std::holds_alternative<FileBody>(answer.body)) {
        apply_range(request, answer, frame, delivery);
    }
    if (auto* text = std::get_if<std::string>(&answer.body)) {
        delivery.text = std::move(*text);
        frame.content_length = delivery.text.size();
    }
    delivery.head = render_head(answer, frame);
    if (request.method == Method::head || !status_has_body(answer.status)) {
        delivery.text.clear();
        delivery.part = {};
    }
    return delivery;
}

} // namespace marquee::manager
