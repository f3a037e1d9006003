#include "manager/http/wordings.hpp"

#include <array>
#include <cstddef>

namespace marquee::manager {

namespace {

// In the order of ErrorCode, which the assertion below holds to.
constexpr std::size_t codes = static_cast<std::size_t>(ErrorCode::internal) + 1;
constexpr std::array<Wording, codes> wordings{{
    {ErrorCode::malformed, "内容格式不对", "Not readable",
     "提交的内容格式不对[（位置：{where}）][：第 {nth} 个字符是看不见的控制字符 "
     "{character}，删掉就好]，没有保存。请检查后重新提交。",
     "What was sent could not be read[ (at {where})][: character {nth} is the invisible control "
     "character {character}; take it out], so nothing was saved. Check it and send it again."},
    {ErrorCode::too_large, "内容太大", "Too large",
     "提交的内容超过上限[（{limit}）][（位置：{where}）]，没有保存。请缩短或拆开后重新提交["
     "；要看它，"
     "最多 {motion_limit}，更大的只能用 POST /api/v1/previews 看静止的图]。",
     "What was sent is over the limit[ of {limit}][ (at {where})], so nothing was saved. Shorten "
     "or split it and send it again[; a page moves at most {motion_limit} of a slogan, of a larger "
     "one POST /api/v1/previews gives still pictures]."},
    {ErrorCode::out_of_range, "数值超出范围", "Out of range",
     "有一个数值超出允许范围[（位置：{where}）][，应为 {allowed}][：这个名称里看得见的字有 {seen} "
     "个，至少要 1 个][：这个二维码需要至少 {qr_pixels} "
     "× "
     "{qr_pixels} 像素的区域，文字越短码越小]。请改正后重新提交。",
     "A value is outside what is allowed[ (at {where})][; it should be {allowed}][: of this name "
     "{seen} characters can be seen, and "
     "one at least must be][: the QR code "
     "needs "
     "a zone of at least {qr_pixels} × {qr_pixels} pixels, and a shorter text makes a smaller "
     "code]. "
     "Correct it and send it again."},
    {ErrorCode::unknown_member, "多了不认识的项", "Unknown member",
     "有一项不认识[（位置：{where}）][，可能是想写“{nearest}”]。请改正后重新提交。",
     "One member is not known[ (at {where})][; perhaps \"{nearest}\" was meant]. Correct it and "
     "send "
     "it again."},
    {ErrorCode::missing_member, "缺少必填项", "Missing member",
     "缺少必填项[（位置：{where}）]。请补上后重新提交。",
     "A required member is missing[ (at {where})]. Add it and send it again."},
    {ErrorCode::protocol_unknown, "协议版本不对", "Unknown protocol",
     "客户端所用的协议版本这里不支持[（位置：{where}）]。请更新客户端或刷新页面后重试。",
     "The client speaks a version of the protocol that is not spoken here[ (at {where})]. Update "
     "it, or reload the page, and try again."},
    {ErrorCode::content_type_wrong, "内容类型不对", "Wrong content type",
     "提交的内容类型不对[，应为 {allowed}]，没有保存。请更新客户端或刷新页面后重试。",
     "What was sent is of the wrong content type[; it should be {allowed}], so nothing was saved. "
     "Update the client, or reload the page, and try again."},
    {ErrorCode::unknown_format, "文件种类或版本不对", "Unknown format",
     "这份文件的种类或版本不是这里能读的[（位置：{where}）]。请换成对应的文件，或先升级软件。",
     "This document is of a kind or version that cannot be read here[ (at {where})]. Use the right "
     "document, or update the software first."},
    {ErrorCode::critical_not_understood, "需要更新软件", "Newer software needed",
     "这份文件含有必须理解、而本软件还不认识的内容[（{member}）]。请先升级软件。",
     "This document needs something this software does not know[ ({member})]. Update the software "
     "first."},
    {ErrorCode::invalid_reference, "引用的对象不存在", "Refers to nothing",
     "引用的对象不存在或已删除[（位置：{where}）]。请重新选择后提交。",
     "It refers to something that does not exist or was deleted[ (at {where})]. Choose again and "
     "send it."},
    {ErrorCode::unsupported_media, "不支持的文件类型", "Unsupported type",
     "这种文件不能在屏幕上播放。请换成 JPEG、PNG、WebP 图片或 MP4、WebM 视频。",
     "This kind of file cannot be shown. Use a JPEG, PNG or WebP picture, or an MP4 or WebM "
     "video."},
    {ErrorCode::damaged_media, "文件已损坏", "Damaged file",
     "文件已损坏或不完整，无法播放。请重新导出后再上传。",
     "The file is damaged or incomplete and cannot be shown. Export it again and upload it."},
    {ErrorCode::missing_glyph, "有字无法显示", "A character cannot be drawn",
     "现有字体里没有这个字[：“{character}”]，屏幕上会显示不出来。请换一个字，或请管理员添加字体。",
     "No font can draw this character[: \"{character}\"], so screens could not show it. Use "
     "another character, or ask the administrator to add a font."},
    {ErrorCode::signature_missing, "缺少签名", "Signature missing",
     "这份文件缺少需要的签名，不能使用。请让有权限的人签名后再提交。",
     "This document lacks a required signature and cannot be used. Have it signed by someone "
     "entitled to, and send it again."},
    {ErrorCode::signature_wrong, "签名不符", "Signature wrong",
     "签名与内容不符，文件可能被改动过，已拒绝。请取得原件重新提交。",
     "The signature does not match the content, which may have been altered; it was refused. Get "
     "the original and send it again."},
    {ErrorCode::key_unknown, "签名密钥不在名单", "Key unknown",
     "签名用的密钥不在信任名单里，已拒绝。请用登记过的密钥签名。",
     "It was signed with a key that is not on the trust list, and was refused. Sign it with a "
     "registered key."},
    {ErrorCode::key_not_allowed, "签名密钥无此权限", "Key not allowed",
     "签名用的密钥没有签这类文件的权限，已拒绝。请由有权限的人签名。",
     "The key it was signed with may not sign this kind of document. Have someone entitled to sign "
     "it."},
    {ErrorCode::digest_wrong, "内容校验不符", "Digest wrong",
     "收到的内容与声明的校验值不符，可能传输出错，没有保存。请重新上传。",
     "What arrived does not match its checksum, so it was not kept. Upload it again."},
    {ErrorCode::stale_generation, "版本已过时", "Stale",
     "这是较旧的版本，已拒绝。请刷新后使用最新版本。",
     "This is an older version and was refused. Reload and use the latest one."},
    {ErrorCode::foreign_display, "不是这块屏的文件", "Another display's",
     "这份文件是给另一块屏的，已拒绝。请选择对应的屏。",
     "This document is for another display and was refused. Choose the display it was made for."},
    {ErrorCode::foreign_organisation, "不是本单位的文件", "Another organisation's",
     "这份文件属于另一个单位，已拒绝。请使用本单位的文件。",
     "This document belongs to another organisation and was refused. Use one of your own."},
    {ErrorCode::expired, "已过期", "Expired",
     "已过有效期[（{expired_at}）]，不能再用。请重新生成一份。",
     "It has expired[ ({expired_at})] and can no longer be used. Create a new one."},
    {ErrorCode::not_yet_valid, "尚未生效", "Not valid yet",
     "还没有到生效时间，请稍后再试，或检查设备的时钟。",
     "It is not valid yet. Try again later, or check the device's clock."},
    {ErrorCode::token_spent, "已经用过", "Already used",
     "这份一次性的凭据已经用过，不能再用。请重新生成一份。",
     "This was good for one use and has been used. Create a new one."},
    {ErrorCode::not_signed_in, "请先登录", "Sign in",
     "没有登录，或登录已失效。请重新登录，或换用有效的令牌。",
     "You are not signed in, or no longer. Sign in again, or use a valid token."},
    {ErrorCode::not_allowed, "没有权限", "Not allowed",
     "您的账号在这个单位没有做这件事的权限。请联系本单位的单位管理员开通。",
     "Your account may not do this in this unit. Ask the unit's administrator to grant it."},
    {ErrorCode::wrong_credentials, "账号或密码不对", "Wrong credentials",
     "账号或密码不对[，还可以试 {tries_left} 次]。忘记密码请找本单位的单位管理员重置。",
     "The account or password is wrong[; {tries_left} tries are left]. If you forgot it, your "
     "unit's administrator can reset it."},
    {ErrorCode::weak_password, "密码不够安全", "Weak password",
     "这个密码太容易被猜到，没有保存。请用至少[ {minimum} ]个字符（一个汉字算两个），不要用账号名、"
     "常见的密码或纯数字。几个不相干的词连在一起，既安全又好记。",
     "That password is too easy to guess and was not saved. Use at least[ {minimum}] characters, "
     "not the account's name, not a common password, not only digits. A few unrelated words in a "
     "row are safe and easy to remember."},
    {ErrorCode::locked_out, "暂时锁定", "Locked out",
     "试错次数太多，账号暂时锁定[，{seconds} 秒后再试]。",
     "Too many wrong tries; the account is locked for a while[. Try again in {seconds} seconds]."},
    {ErrorCode::own_work, "自己不能审自己的", "Your own work",
     "这一版是您自己编写或提交的，必须由别人审核。请换一位审核员。",
     "You wrote or submitted this revision yourself, so somebody else has to review it. Ask "
     "another "
     "reviewer."},
    {ErrorCode::cross_site, "请求来源不对", "Asked from elsewhere",
     "这个请求不是从本控制台的页面发出的，已拒绝。请刷新页面后再试。",
     "This request did not come from a page of this console and was refused. Reload the page and "
     "try again."},
    {ErrorCode::not_found, "找不到", "Not found",
     "要找的内容不存在，可能已被删除或地址有误。请返回列表重新选择。",
     "It does not exist; it may have been deleted, or the address is wrong. Go back to the list "
     "and choose again."},
    {ErrorCode::already_exists, "已经存在", "Already exists",
     "同名的内容已经存在[：“{name}”]。请换一个名称。",
     "There already is one of that name[: \"{name}\"]. Choose another name."},
    {ErrorCode::conflict, "内容已被别人修改", "Changed meanwhile",
     "这份内容在您打开之后被别人修改过，没有覆盖。请刷新看看有什么不同，再保存。",
     "Someone changed this after you opened it, so nothing was overwritten. Reload, see what "
     "differs, and save again."},
    {ErrorCode::wrong_state, "当前状态不能这样做", "Wrong state",
     "当前状态[（{state}）]下不能这样做[，需要先处于：{needed}][；节目“{program}”在用它，先从节目里"
     "去掉][；节目“{draft}”正在播它，又有没送审的草稿，先把草稿送审][；它要用的“{in_trash}"
     "”也在回收站里，"
     "先恢复那一个][；它要用的内容有 {gone} 项已经彻底删除，所以恢复不了]。",
     "This cannot be done in the present state[ ({state})][; it must first be {needed}][; the "
     "program \"{program}\" shows it and has to let go of it first][; the program \"{draft}\" "
     "shows it and has a draft, which has to be submitted first][; it needs \"{in_trash}\", which "
     "is in the trash too and has to be restored first][; {gone} of what it needs was deleted for "
     "good, so it cannot come back]."},
    {ErrorCode::quota_exceeded, "空间配额已满", "Quota exceeded",
     "本单位的存储配额放不下[（这个文件 {size}，已用 {used}，配额 {quota}）]，没有开始上传。"
     "请删除不用的素材并清空回收站，或请管理员增加配额。",
     "Your unit's storage quota has no room for it[ (the file {size}, used {used} of {quota})], so "
     "the upload was not begun. Delete what is no longer needed and empty the trash, or ask for a "
     "larger quota."},
    {ErrorCode::in_use, "正在使用", "In use", "另一个请求正在处理它，请过几秒再试。",
     "Another request is busy with it; try again in a few seconds."},
    {ErrorCode::timed_out, "等待超时", "Timed out",
     "等待超时，没有完成。屏幕照常播放，请稍后再试。",
     "It took too long and was not completed. Screens go on playing; try again later."},
    {ErrorCode::unreachable, "连接不上", "Unreachable",
     "连接不上对方。屏幕照常播放，请检查网络后再试。",
     "The other side could not be reached. Screens go on playing; check the network and try "
     "again."},
    {ErrorCode::tls_refused, "安全连接被拒绝", "Secure connection refused",
     "安全连接没有建立，证书不受信任。请核对地址和登记文件。",
     "A secure connection could not be made: the certificate is not trusted. Check the address and "
     "the enrolment file."},
    {ErrorCode::disk_full, "磁盘已满", "Disk full",
     "管理端磁盘空间不足[（剩余 {free}）]，没有保存。屏幕照常播放。请管理员清理磁盘后再试。",
     "The manager's disk has too little room[ ({free} free)], so nothing was saved. Screens go on "
     "playing. Have the administrator free some space, then try again."},
    {ErrorCode::io_failed, "读写失败", "Storage failed",
     "管理端存取数据失败，没有保存。屏幕照常播放。请管理员查看日志后再试。",
     "The manager could not read or write its data, so nothing was saved. Screens go on playing. "
     "The administrator will find the cause in the log."},
    {ErrorCode::busy, "正忙", "Busy", "管理端正忙，请过几秒再试。屏幕照常播放。",
     "The manager is busy; try again in a few seconds. Screens go on playing."},
    {ErrorCode::unsupported, "设备不支持", "Not supported",
     "这台设备或这个版本不支持这样做[：{capability}]。请先升级设备软件，或换一种方式。",
     "This device or version cannot do that[: {capability}]. Update the device first, or choose "
     "another way."},
    {ErrorCode::newer_schema, "数据来自更新的版本", "Newer data",
     "数据由更新版本的软件写成。请安装新版本后再启动。",
     "The data was written by newer software. Install that version, then start again."},
    {ErrorCode::preview_failed, "预览画不出来", "No preview",
     "画预览的程序没有运行或出了差错，暂时看不到预览。屏幕照常播放。请稍后再试；管理员可在日志里看"
     "到原因。",
     "The program that draws previews does not run or broke down, so there is no preview just now. "
     "Screens go on playing. Try again later; the administrator will find the cause in the log."},
    {ErrorCode::internal, "管理端出错", "Fault in the manager",
     "管理端出了差错，这一步没有完成，已记入日志。屏幕照常播放，请稍后再试。",
     "The manager made an error and did not complete this step; it is in the log. Screens go on "
     "playing; try again later."},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < wordings.size(); ++i) {
        if (static_cast<std::size_t>(wordings[i].code) != i) {
            return false;
        }
    }
    return true; // one that is missing leaves a hole at the end, which is out of order
}

static_assert(in_order(), "every ErrorCode has its wording, in order");

} // namespace

const Wording& wording(ErrorCode code) {
    return wordings[static_cast<std::size_t>(code)];
}

} // namespace marquee::manager
