/// Words that say nothing about which event a text is of: function words and newsroom filler. Our own lists, English
/// and German, compiled into a table of hashes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "dedup/word_scan.h"

namespace newsloom::story::detail {

inline constexpr std::string_view kStopText =
    "a about above after again against ago all almost along already also although always am among amid an and another "
    "any "
    "anyone anything are around as asked at away back be became because become been before began behind being below "
    "best "
    "between both but by came can cannot cant come could couldnt day days did didnt do does doesnt doing done dont "
    "down "
    "during each early either else end enough even ever every everyone few first five for former four from full "
    "further "
    "gave get gets getting give given go goes going gone got had hadnt half has hasnt have havent having he her here "
    "hers "
    "herself hes him himself his how however i if im in including indeed instead into is isnt it its itself just kind "
    "know "
    "known last late later latest least less let like likely little long look made make makes making many may maybe me "
    "mean "
    "might mine month months more most mr mrs ms much must my myself near nearly need never new news next nine no nor "
    "not "
    "nothing now of off often on once one ones only onto or other others our ours out over own part per perhaps put "
    "quite "
    "rather re read really report reported reportedly reports right said same saw say saying says second see seem seen "
    "set seven several shall she shes should since six so some someone something soon still such take taken takes tell "
    "ten "
    "than that thats the their theirs them themselves then there theres these they theyre thing things think third "
    "this "
    "those though three through thus time times to today told tomorrow too took toward towards two under until up upon "
    "us "
    "use used very via want wants was wasnt way we week weeks well went were werent what when where whether which "
    "while who "
    "whom whose why will with within without wont would wouldnt year years yes yesterday yet you your yours "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december jan feb apr jun jul aug sep sept oct nov dec st nd rd th pm am s t d ll ve "
    // German
    "aber alle allem allen aller alles als also am an andere anderen ans auch auf aus bei beim bereits bis bisher da "
    "dabei "
    "dadurch daf\u00fcr dagegen daher damit danach dann daran darauf darf darin dar\u00fcber darum das dass davon dazu "
    "dein "
    "dem den denen denn dennoch der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du "
    "durch "
    "ein eine einem einen einer eines einige einmal er erst erste ersten es etwa etwas euch euer f\u00fcr gab ganz "
    "gegen "
    "geht gestern gewesen gibt habe haben hat hatte hatten hätte heute hier hin hinter ich ihm ihn ihnen ihr ihre "
    "ihrem "
    "ihren ihrer im immer in ins ist jahr jahre jahren jede jeden jeder jedoch jetzt kam kann kein keine keinen "
    "k\u00f6nne "
    "k\u00f6nnen konnte lange laut mal man mehr mehrere mein mich mir mit mittlerweile montag dienstag mittwoch "
    "donnerstag "
    "freitag samstag sonntag januar februar m\u00e4rz mai juni juli oktober dezember muss m\u00fcssen nach nachdem "
    "neben nicht "
    "nichts noch nun nur ob obwohl oder ohne sagte sagten schon sehr sei seien sein seine seinem seinen seiner seit "
    "selbst "
    "sich sie sind so sogar soll sollen sollte sondern sowie teilte \u00fcber um und uns unser unter uhr vom von vor "
    "war "
    "waren warum was weil weiter weitere weiteren welche wenn wer werde werden wie wieder will wir wird wo worden "
    "wurde "
    "wurden w\u00e4hrend w\u00e4re w\u00fcrde zu zum zur zwar zwei zwischen";

inline constexpr std::size_t kStopTable = 2048;

/// FNV over folded code points, as dedup::scan_words makes it; the list is small letters, one or two bytes each.
inline constexpr auto kStopHashes = [] {
    std::array<std::uint32_t, kStopTable> table{};
    std::uint64_t state = dedup::kFnvStart;
    bool any = false;
    const auto finish = [&] {
        const auto hash = static_cast<std::uint32_t>(mix64(state) >> 32);
        std::size_t at = hash % kStopTable;
        while (table[at] != 0 && table[at] != hash)
            at = (at + 1) % kStopTable;
        table[at] = hash;
        state = dedup::kFnvStart;
        any = false;
    };
    for (std::size_t i = 0; i < kStopText.size(); ++i) {
        const auto byte = static_cast<unsigned char>(kStopText[i]);
        if (byte == ' ') {
            if (any) finish();
            continue;
        }
        std::uint64_t code_point = byte;
        if (byte >= 0xC0) {
            ++i;
            code_point =
                (static_cast<std::uint64_t>(byte & 0x1F) << 6) | (static_cast<unsigned char>(kStopText[i]) & 0x3FU);
        }
        state = dedup::fnv(state, code_point);
        any = true;
    }
    if (any) finish();
    return table;
}();

/// `hash` = the upper half of ScannedWord::hash().
[[nodiscard]] constexpr bool is_stop_word(std::uint32_t hash) {
    for (std::size_t at = hash % kStopTable; kStopHashes[at] != 0; at = (at + 1) % kStopTable) {
        if (kStopHashes[at] == hash) return true;
    }
    return false;
}
static_assert(is_stop_word(static_cast<std::uint32_t>(mix64(dedup::fnv_of("because")) >> 32)));
static_assert(!is_stop_word(static_cast<std::uint32_t>(mix64(dedup::fnv_of("harbour")) >> 32)));

}  // namespace newsloom::story::detail
