#include "player/sources/qr_modules.hpp"

#include <memory>

#include <qrencode.h>

#include "schemas/rules/qr_place.hpp"

namespace marquee::player {
namespace {

constexpr unsigned eci_utf8 = 26; // AIM ECI assignment

using Input = std::unique_ptr<QRinput, decltype(&QRinput_free)>;
using Code = std::unique_ptr<QRcode, decltype(&QRcode_free)>;

tl::unexpected<Error> not_encoded() {
    return fail(ErrorCode::internal, "the QR code could not be made");
}

} // namespace

Result<QrModules> QrModules::encode(std::string_view text, int version) {
    const Input input(QRinput_new2(version, QR_ECLEVEL_M), &QRinput_free);
    if (!input) {
        return not_encoded();
    }
    if (rules::qr_names_utf8(text) && QRinput_appendECIheader(input.get(), eci_utf8) != 0) {
        return not_encoded();
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (QRinput_append(input.get(), QR_MODE_8, static_cast<int>(text.size()), bytes) != 0) {
        return not_encoded();
    }
    const Code code(QRcode_encodeInput(input.get()), &QRcode_free);
    if (!code || code->version != version) {
        return not_encoded();
    }
    QrModules modules;
    modules.width_ = code->width;
    const std::size_t count =
        static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    modules.dark_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        modules.dark_.push_back((code->data[i] & 1U) != 0);
    }
    return modules;
}

} // namespace marquee::player
