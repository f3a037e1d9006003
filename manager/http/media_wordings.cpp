#include "manager/http/media_wordings.hpp"

#include <algorithm>
#include <array>

namespace marquee::manager {

namespace {

constexpr auto refusals = std::to_array<MediaWording>({
    {"empty_file", "这个文件是空的（0 字节）。请检查原文件后重新上传。",
     "The file is empty (0 bytes). Check the original and upload it again."},
    {"text_file",
     "这是一个文本文件，不是图片或视频，改扩展名不会让它变成视频。请上传真正的图片或视频；"
     "文字请写成标语。",
     "This is a text file, not a picture or film; renaming it does not make it one. Upload the "
     "real "
     "picture or film, or write the words as a slogan."},
    {"web_page", "这是一个网页文件，屏幕不播放网页。请把要显示的内容导出为图片或视频。",
     "This is a web page; screens do not show web pages. Export what should be seen as a picture "
     "or film."},
    {"vector_drawing", "这是矢量图（SVG），屏幕不直接播放。请导出为 PNG 图片后再上传。",
     "This is a vector drawing (SVG), which screens do not show as it is. Export it as a PNG "
     "picture "
     "and upload that."},
    {"archive", "这是一个压缩包或办公文档。请解压后把里面的图片或视频逐个上传；文档请导出为图片。",
     "This is an archive or an office document. Unpack it and upload the pictures and films in it "
     "one by one; export a document as pictures."},
    {"document", "这是一份文档，屏幕不直接播放。请把每一页导出为图片后再上传。",
     "This is a document, which screens do not show as it is. Export its pages as pictures and "
     "upload those."},
    {"program", "这是一个程序文件，不能播放，已拒绝。请上传图片或视频。",
     "This is a program, not something to show, and was refused. Upload a picture or film."},
    {"not_media", "没有认出这是哪种图片、视频或声音。请导出为 JPEG、PNG 图片或 MP4 视频后再上传。",
     "It is no picture, film or sound that is known here. Export it as a JPEG or PNG picture or an "
     "MP4 film and upload that."},
    {"nothing_to_show", "文件里既没有画面也没有声音。请检查原文件后重新上传。",
     "There is neither picture nor sound in the file. Check the original and upload it again."},
    {"picture_incomplete", "图片不完整，后半部分缺失，可能没有传完或没有保存完。请用原图重新上传。",
     "The picture is incomplete: its end is missing, perhaps because it was never fully copied. "
     "Upload the original again."},
    {"damaged_picture", "图片内部已损坏，不能完整显示。请重新导出后再上传。",
     "The picture is damaged inside and cannot be shown whole. Export it again and upload it."},
    {"damaged_font", "字体文件有问题，屏幕不能放心使用。请换用原版的 OTF、TTF 字体文件后再上传。",
     "The font is not in order and screens cannot trust it. Upload an original OTF or TTF file."},
    {"font_too_large", "字体文件太大[，上限为 {limit} MiB]。请换用较小的字体。",
     "The font is too large[; at most {limit} MiB are allowed]. Use a smaller one."},
    {"damaged_file", "文件已损坏或不完整，打不开。请在电脑上能完整播放后，重新导出再上传。",
     "The file is damaged or incomplete and does not open. See that it plays to its end on a "
     "computer, export it again and upload it."},
    {"no_frames", "视频里没有一帧画面能解出来，文件已损坏。请重新导出后再上传。",
     "Not one picture of the film can be decoded; the file is damaged. Export it again and upload "
     "it."},
    {"encrypted", "视频有加密或版权保护（DRM），不能播放。请向提供方索取不加密的文件。",
     "The film is encrypted or copy-protected (DRM) and cannot be played. Ask where it comes from "
     "for a file without protection."},
    {"codec_unknown", "视频的编码格式[（{codec}）]不认识。请导出为 H.264 编码的 MP4 后再上传。",
     "The film's encoding[ ({codec})] is not known here. Export it as MP4 with H.264 and upload "
     "that."},
    {"moving_webp", "动态 WebP 图片太大，播不了。请缩小，或导出为 MP4 视频后再上传。",
     "An animated WebP picture of this size cannot be played. Make it smaller, or export it as an "
     "MP4 film and upload that."},
    {"too_many_pixels", "画面太大[（{size}）][，上限为 {limit} 百万像素]。请缩小后再上传。",
     "It has too many pixels[ ({size})][; at most {limit} million are allowed]. Scale it down and "
     "upload it again."},
    {"too_long", "时长超过上限[（{hours} 小时，上限 {limit} 小时）]。请剪成几段后分别上传。",
     "It is too long[ ({hours} hours; at most {limit} are allowed)]. Cut it into parts and upload "
     "them one by one."},
    {"too_short", "时长几乎为零，只有一帧画面。如果是静止画面，请作为图片上传。",
     "It has no length, just a single picture. If it is meant to stand still, upload it as a "
     "picture."},
    {"too_slow", "处理这个文件长时间没有进展，已停止。请导出为 H.264 编码的 MP4 后再上传。",
     "Processing it made no progress for minutes and was stopped. Export it as MP4 with H.264 and "
     "upload that."},
    {"original_missing", "上传的原文件在管理端找不到了。请重新上传，并请管理员检查磁盘。",
     "The uploaded file is no longer on the manager. Upload it again, and have the administrator "
     "check the disk."},
    {"not_as_promised",
     "转换结果与要求不符，没有采用。请导出为 H.264 编码的 MP4 或 JPEG 后再上传。",
     "What was made of it is not what screens need, so it was not taken. Export it as MP4 with "
     "H.264, or as JPEG, and upload that."},
});

constexpr auto notes = std::to_array<MediaWording>({
    {"codec_lacking",
     "[{screens} 块屏中有 {lacking} 块]无法解码[ {codec}]；已为全部屏生成 H.264 版本。",
     "[{lacking} of {screens} screens ]cannot decode[ {codec}]; a version in H.264 was made for "
     "all "
     "of them."},
    {"converted", "[原为 {codec}，]已转换为 H.264[，{screens} 块屏都能播放]。",
     "It was converted[ from {codec}] to H.264[, which all {screens} screens play]."},
    {"kept", "画面原样保留，没有重新压缩。",
     "Its picture is kept exactly as it was, not compressed again."},
    {"not_played", "[{screens} 块屏中有 {lacking} 块]放不了它：那里的播放端没有声明这项能力。",
     "[{lacking} of {screens} screens ]cannot show it: their players do not announce that they "
     "can."},
    {"heard_only", "范围内[有 {count} 个]喇叭只放它的声音。",
     "[{count} ]loudspeakers below this unit play its sound only."},
    {"loudspeakers", "范围内[有 {count} 个]喇叭没有画面。",
     "[{count} ]loudspeakers below this unit have no picture."},
    {"no_sound", "没有声音。", "It has no sound."},
    {"sound_unknown",
     "声音的编码格式[（{codec}）]不认识，播放时没有声音。需要声音请用 AAC 重新导出。",
     "Its sound has an encoding[ ({codec})] that is not known here, so it plays without. Export it "
     "again with AAC if it needs its sound."},
    {"silent", "有声音轨道，但全程静音。", "It has a sound track, but nothing can be heard in it."},
    {"levelled", "响度已统一[：{from} → {to} LUFS]。",
     "Its loudness was levelled[ from {from} to {to} LUFS]."},
    {"still_quiet", "声音偏小，响度只能调到[ {to} LUFS（原为 {from}）]，再高就会失真。",
     "Its sound stays quiet[: {to} LUFS, from {from}]; louder, it would be distorted."},
    {"sound_only", "只有声音没有画面：适合喇叭和带扬声器的屏。",
     "It is sound without a picture, for loudspeakers and screens that have one."},
    {"scaled", "已缩小[：{from} → {to}]，屏幕上看不出差别。",
     "It was scaled down[ from {from} to {to}], which screens do not show."},
    {"small", "画面较小[（{size}）]，在大屏上会模糊；适合小尺寸条屏。",
     "It is small[ ({size})] and will look blurred on large screens; it suits small ones."},
    {"portrait", "竖版画面：在横屏上左右会有黑边。",
     "It is upright: landscape screens show black bars beside it."},
    {"animation_kept", "动图按原样循环播放，透明部分保留。",
     "The animation plays round after round as it is; transparent parts stay so."},
    {"animation", "动态图片已转换为视频。", "The animation was made into a film."},
    {"tone_mapped", "HDR 画面已转换为普通亮度范围，颜色可能略有变化，请预览确认。",
     "Its high dynamic range was converted for ordinary screens; colours may differ a little. Look "
     "at the preview."},
    {"deinterlaced", "隔行扫描已转换为逐行。", "It was interlaced and is now progressive."},
    {"fewer_pictures", "帧率已降低[：每秒 {from} 帧 → {to} 帧]。",
     "It now has fewer pictures a second[: {to} instead of {from}]."},
    {"subtitles_dropped", "文件里的字幕轨道不会显示；需要字幕请压制到画面里。",
     "Its subtitle track is not shown; burn subtitles into the picture if they are needed."},
    {"long", "时长较长[（{minutes} 分钟）]，播完一轮要等很久。",
     "It is long[ ({minutes} minutes)]; whatever shares its turn waits that long."},
    {"incomplete", "文件不完整，只有[约 {percent}% 的]画面能播放，请看完预览再使用。",
     "The file is incomplete: only[ about {percent} % of] its pictures play. See the preview to "
     "its "
     "end before using it."},
});

std::optional<std::string_view> param(const ErrorParams& params, std::string_view name) {
    for (const auto& [key, value] : params) {
        if (key == name) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<std::string> sentence_of(std::span<const MediaWording> wordings,
                                       std::string_view slug, const ErrorParams& params,
                                       Language language) {
    const auto found = std::find_if(wordings.begin(), wordings.end(),
                                    [&](const MediaWording& one) { return one.slug == slug; });
    if (found == wordings.end()) {
        return std::nullopt;
    }
    return fill_places(language == Language::zh_cn ? found->zh : found->en,
                       [&](std::string_view name) { return param(params, name); });
}

} // namespace

std::span<const MediaWording> media_refusals() {
    return refusals;
}

std::span<const MediaWording> media_notes() {
    return notes;
}

std::string refusal_sentence(const Error& problem, Language language) {
    const auto reason = param(problem.params, "reason").value_or("");
    return sentence_of(refusals, reason, problem.params, language)
        .value_or(sentence(problem, language));
}

std::string note_sentence(const MediaNote& note, Language language) {
    return sentence_of(notes, note.code, note.params, language).value_or(note.code);
}

} // namespace marquee::manager
