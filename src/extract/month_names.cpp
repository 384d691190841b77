#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dates.h"

namespace newsloom::extract {
namespace {

struct Months {
    std::array<std::string_view, 12> names;  // variants parted by '|'; lower case
};

// Names of the months: Unicode CLDR's languages with large presses, nominative and genitive, with the usual short
// forms.
constexpr Months kMonths[] = {
    // English
    {{"january|jan", "february|feb|febr", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
      "september|sep|sept", "october|oct", "november|nov", "december|dec"}},
    // German (also Austria)
    {{"januar|jänner|jän", "februar|feber", "märz|mär|maerz|mrz", "april", "mai", "juni", "juli", "august", "september",
      "oktober|okt", "november", "dezember|dez"}},
    // French
    {{"janvier|janv", "février|fevrier|févr|fév", "mars", "avril|avr", "mai", "juin", "juillet|juil", "août|aout",
      "septembre", "octobre", "novembre", "décembre|decembre|déc"}},
    // Spanish
    {{"enero|ene", "febrero", "marzo", "abril|abr", "mayo", "junio", "julio", "agosto|ago", "septiembre|setiembre|set",
      "octubre", "noviembre", "diciembre|dic"}},
    // Portuguese
    {{"janeiro", "fevereiro|fev", "março|marco", "abril", "maio|mai", "junho", "julho", "agosto", "setembro",
      "outubro|out", "novembro", "dezembro|dez"}},
    // Italian
    {{"gennaio|gen|genn", "febbraio|febb", "marzo", "aprile", "maggio|mag|magg", "giugno|giu", "luglio|lug", "agosto",
      "settembre|sett", "ottobre|ott", "novembre", "dicembre"}},
    // Dutch
    {{"januari", "februari", "maart|mrt", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
      "november", "december"}},
    // Danish, Norwegian, Swedish
    {{"januar|januari", "februar|februari", "marts|mars", "april", "maj|mai", "juni", "juli", "august|augusti",
      "september", "oktober", "november", "december|desember|des"}},
    // Finnish
    {{"tammikuuta|tammikuu|tammi", "helmikuuta|helmikuu|helmi", "maaliskuuta|maaliskuu|maalis",
      "huhtikuuta|huhtikuu|huhti", "toukokuuta|toukokuu|touko", "kesäkuuta|kesäkuu|kesä", "heinäkuuta|heinäkuu|heinä",
      "elokuuta|elokuu|elo", "syyskuuta|syyskuu|syys", "lokakuuta|lokakuu|loka", "marraskuuta|marraskuu|marras",
      "joulukuuta|joulukuu|joulu"}},
    // Icelandic
    {{"janúar", "febrúar", "mars", "apríl", "maí", "júní", "júlí", "ágúst", "september", "október", "nóvember",
      "desember"}},
    // Estonian
    {{"jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober", "november",
      "detsember"}},
    // Latvian
    {{"janvāris|janvārī|janv", "februāris|februārī", "marts|martā", "aprīlis|aprīlī", "maijs|maijā", "jūnijs|jūnijā",
      "jūlijs|jūlijā", "augusts|augustā", "septembris|septembrī", "oktobris|oktobrī", "novembris|novembrī",
      "decembris|decembrī"}},
    // Lithuanian
    {{"sausio|sausis", "vasario|vasaris", "kovo|kovas", "balandžio|balandis", "gegužės|gegužė", "birželio|birželis",
      "liepos|liepa", "rugpjūčio|rugpjūtis", "rugsėjo|rugsėjis", "spalio|spalis", "lapkričio|lapkritis",
      "gruodžio|gruodis"}},
    // Polish
    {{"stycznia|styczeń|sty", "lutego|luty|lut", "marca|marzec", "kwietnia|kwiecień|kwi", "maja|maj",
      "czerwca|czerwiec|cze", "lipca|lipiec|lip", "sierpnia|sierpień|sie", "września|wrzesień|wrz",
      "października|październik|paź", "listopada|listopad|lis", "grudnia|grudzień|gru"}},
    // Czech
    {{"ledna|leden", "února|únor", "března|březen", "dubna|duben", "května|květen", "června|červen",
      "července|červenec", "srpna|srpen", "září", "října|říjen", "listopadu|listopad", "prosince|prosinec"}},
    // Slovak
    {{"januára|január", "februára|február", "marca|marec", "apríla|apríl", "mája|máj", "júna|jún", "júla|júl",
      "augusta|august", "septembra", "októbra|október", "novembra", "decembra"}},
    // Hungarian
    {{"január|január|jan", "február|febr", "március|márc", "április|ápr", "május|máj", "június|jún", "július|júl",
      "augusztus", "szeptember|szept", "október", "november", "december"}},
    // Romanian
    {{"ianuarie|ian", "februarie", "martie", "aprilie", "mai", "iunie|iun", "iulie|iul", "august", "septembrie",
      "octombrie", "noiembrie|noi|noiem", "decembrie"}},
    // Croatian, Slovenian, Bosnian, Serbian (Latin)
    {{"siječnja|siječanj|januara|januarja", "veljače|veljača|februara|februarja", "ožujka|ožujak|marta|marca|mart",
      "travnja|travanj|aprila", "svibnja|svibanj|maja", "lipnja|lipanj|juna|junija", "srpnja|srpanj|jula|julija",
      "kolovoza|kolovoz|avgusta|avgust|augusta", "rujna|rujan|septembra", "listopad|oktobra",
      "studenoga|studeni|novembra", "prosinca|prosinac|decembra"}},
    // Serbian (Cyrillic), Macedonian
    {{"јануар|јануара|јануари", "фебруар|фебруара|февруари", "март|марта", "април|априла", "мај|маја|мај",
      "јун|јуна|јуни", "јул|јула|јули", "август|августа", "септембар|септембра|септември", "октобар|октобра|октомври",
      "новембар|новембра|ноември", "децембар|децембра|декември"}},
    // Bulgarian
    {{"януари|яну", "февруари|фев", "март|мар", "април|апр", "май", "юни", "юли", "август|авг", "септември|сеп",
      "октомври|окт", "ноември|ное", "декември|дек"}},
    // Russian
    {{"января|январь|янв", "февраля|февраль|февр", "марта|март|мар", "апреля|апрель|апр", "мая|май", "июня|июнь|июн",
      "июля|июль|июл", "августа|август|авг", "сентября|сентябрь|сент|сен", "октября|октябрь|окт",
      "ноября|ноябрь|ноя|нояб", "декабря|декабрь|дек"}},
    // Ukrainian
    {{"січня|січень|січ", "лютого|лютий|лют", "березня|березень|бер", "квітня|квітень|квіт|кві",
      "травня|травень|трав|тра", "червня|червень|черв|чер", "липня|липень|лип", "серпня|серпень|серп|сер",
      "вересня|вересень|вер", "жовтня|жовтень|жовт|жов", "листопада|листопад|лист", "грудня|грудень|груд|гру"}},
    // Belarusian
    {{"студзеня", "лютага", "сакавіка", "красавіка", "траўня|мая", "чэрвеня", "ліпеня", "жніўня", "верасня",
      "кастрычніка", "лістапада", "снежня"}},
    // Greek
    {{"ιανουαρίου|ιανουάριος|ιαν", "φεβρουαρίου|φεβρουάριος|φεβ|φεβρ", "μαρτίου|μάρτιος|μαρ|μάρ|μάρτ",
      "απριλίου|απρίλιος|απρ", "μαΐου|μάιος|μαϊ|μάι|μαϊου|μαιου", "ιουνίου|ιούνιος|ιουν|ιούν",
      "ιουλίου|ιούλιος|ιουλ|ιούλ", "αυγούστου|αύγουστος|αυγ|αύγ", "σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ",
      "οκτωβρίου|οκτώβριος|οκτ", "νοεμβρίου|νοέμβριος|νοε|νοέμ", "δεκεμβρίου|δεκέμβριος|δεκ"}},
    // Turkish
    {{"ocak|oca", "şubat|şub|subat", "mart", "nisan|nis", "mayıs", "haziran|haz", "temmuz|tem", "ağustos|ağu|agustos",
      "eylül|eyl|eylul", "ekim|eki", "kasım|kas|kasim", "aralık|ara|aralik"}},
    // Azerbaijani
    {{"yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"}},
    // Indonesian, Malay
    {{"januari", "februari|pebruari", "maret|mac", "april", "mei|mei", "juni|jun", "juli|julai", "agustus|ogos|agt|agu",
      "september", "oktober", "november|nopember", "desember|disember|dis"}},
    // Catalan
    {{"gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre",
      "desembre"}},
    // Basque
    {{"urtarrilaren|urtarrila", "otsailaren|otsaila", "martxoaren|martxoa", "apirilaren|apirila", "maiatzaren|maiatza",
      "ekainaren|ekaina", "uztailaren|uztaila", "abuztuaren|abuztua", "irailaren|iraila", "urriaren|urria",
      "azaroaren|azaroa", "abenduaren|abendua"}},
    // Galician
    {{"xaneiro", "febreiro", "marzo", "abril", "maio", "xuño", "xullo", "agosto", "setembro", "outubro", "novembro",
      "decembro"}},
    // Arabic: Egypt and Gulf; Levant; Maghreb
    {{"يناير", "فبراير", "مارس", "أبريل|ابريل|إبريل", "مايو", "يونيو|يونيه", "يوليو|يوليه", "أغسطس|اغسطس", "سبتمبر",
      "أكتوبر|اكتوبر", "نوفمبر", "ديسمبر"}},
    {{"", "شباط", "آذار|اذار", "نيسان", "أيار|ايار", "حزيران", "تموز", "آب", "أيلول|ايلول", "", "", ""}},
    {{"جانفي", "فيفري", "", "أفريل", "ماي", "جوان", "جويلية|جويليه", "أوت", "شتنبر", "", "نونبر", "دجنبر"}},
    // Persian (Gregorian names), Urdu
    {{"ژانویه|جنوری", "فوریه|فروری", "مارچ", "آوریل|اپریل", "مه|مئی", "ژوئن|جون", "ژوئیه|جولائی", "اوت|اگست",
      "سپتامبر|ستمبر", "اکتبر|اکتوبر", "نوامبر|نومبر", "دسامبر|دسمبر"}},
    // Hebrew
    {{"ינואר|בינואר|ינו", "פברואר|בפברואר|פבר", "מרץ|במרץ|מרס|במרס", "אפריל|באפריל|אפר", "מאי|במאי", "יוני|ביוני",
      "יולי|ביולי", "אוגוסט|באוגוסט|אוג", "ספטמבר|בספטמבר|ספט", "אוקטובר|באוקטובר|אוק", "נובמבר|בנובמבר|נוב",
      "דצמבר|בדצמבר|דצמ"}},
    // Hindi, Marathi
    {{"जनवरी|जानेवारी|जन", "फरवरी|फ़रवरी|फेब्रुवारी|फर", "मार्च", "अप्रैल|एप्रिल", "मई|मे", "जून", "जुलाई|जुलै", "अगस्त|ऑगस्ट",
      "सितंबर|सितम्बर|सप्टेंबर", "अक्टूबर|अक्तूबर|ऑक्टोबर", "नवंबर|नवम्बर|नोव्हेंबर", "दिसंबर|दिसम्बर|डिसेंबर"}},
    // Bengali
    {{"জানুয়ারি|জানুয়ারী", "ফেব্রুয়ারি|ফেব্রুয়ারী", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট|অগস্ট", "সেপ্টেম্বর", "অক্টোবর",
      "নভেম্বর", "ডিসেম্বর"}},
    // Tamil
    {{"ஜனவரி", "பிப்ரவரி", "மார்ச்", "ஏப்ரல்", "மே", "ஜூன்", "ஜூலை", "ஆகஸ்ட்", "செப்டம்பர்", "அக்டோபர்", "நவம்பர்", "டிசம்பர்"}},
    // Thai
    {{"มกราคม|ม.ค", "กุมภาพันธ์|ก.พ", "มีนาคม|มี.ค", "เมษายน|เม.ย", "พฤษภาคม|พ.ค", "มิถุนายน|มิ.ย", "กรกฎาคม|ก.ค", "สิงหาคม|ส.ค",
      "กันยายน|ก.ย", "ตุลาคม|ต.ค", "พฤศจิกายน|พ.ย", "ธันวาคม|ธ.ค"}},
    // Swahili, Tagalog
    {{"januari|enero", "februari|pebrero", "machi|marso", "aprili|abril", "mei|mayo", "juni|hunyo", "julai|hulyo",
      "agosti|agosto", "septemba|setyembre", "oktoba|oktubre", "novemba|nobyembre", "desemba|disyembre"}},
    // Albanian
    {{"janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor",
      "dhjetor"}},
};

struct Name {
    std::string_view name;
    int month;
};

std::vector<Name> build() {
    std::vector<Name> names;
    for (const Months& language : kMonths) {
        for (std::size_t m = 0; m < 12; ++m) {
            std::string_view rest = language.names[m];
            while (!rest.empty()) {
                const auto bar = rest.find('|');
                names.push_back({rest.substr(0, bar), static_cast<int>(m) + 1});
                rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
            }
        }
    }
    // "listopad" is October in Croatian and November in Polish: the first language in the table wins.
    std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.name < b.name; });
    return names;
}

}  // namespace

int month_named(std::string_view word) {
    static const std::vector<Name> kNames = build();
    const auto at = std::lower_bound(kNames.begin(), kNames.end(), word,
                                     [](const Name& name, std::string_view w) { return name.name < w; });
    return at != kNames.end() && at->name == word ? at->month : 0;
}

}  // namespace newsloom::extract
