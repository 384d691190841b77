#include "extract/detail/genre_words.h"

#include <cstddef>

namespace newsloom::extract {
namespace {

// Function words and verbs of everyday use in some of the languages; folded. A word may stand in several groups.
constexpr WordGroup kGroups[] = {
    {GenreCue::first_person, 30,
     "i me my mine myself ich mich mir mein meine meinen meiner meinem je j mon moi mes yo conmigo mis eu meu minha "
     "meus minhas io mio mia miei ik mijn jag mig jeg mnie mój moja moje já můj я мне меня мой моя мои мною ben benim "
     "minä minun saya aku"},
    {GenreCue::first_plural, 40,
     "we us our ours wir uns unser unsere unseren unserer nous notre nos nosotros nuestro nuestra nós nosso nossa noi "
     "nostro nostra wij onze vi vår våra vores nasz nasza my nas náš мы нас наш наша biz bizim kita kami"},
    {GenreCue::second_person, 40,
     "you your yours yourself du dich dir dein deine deinen deiner tu toi ton vous votre vos tú tus usted ustedes "
     "você vocês tuo tua jij je jouw din dig twój ty вы вас вам ваш siz sizin anda kamu"},
    {GenreCue::third_person, 20,
     "he she his her him they their er sie ihr ihnen ihre seine seinem ihm il elle elles él ella ellos ele ela lui "
     "lei hij zij han hon hun on ona oni он она они"},
    {GenreCue::reporting_verbs, 40,
     "said says told according reported announced added sagte sagt teilte erklärte mitteilte zufolge berichtete "
     "berichtet angaben laut déclaré indiqué selon affirmé annoncé dijo según afirmó señaló informó disse segundo "
     "afirmou informou detto riferito secondo zei volgens meldt enligt säger sade siger ifølge powiedział według "
     "poinformował podle řekl uvedl сообщил сообщили заявил словам dedi göre açıkladı menurut ujar"},
    {GenreCue::weekdays, 60,
     "monday tuesday wednesday thursday friday saturday sunday yesterday today montag dienstag mittwoch donnerstag "
     "freitag samstag sonntag gestern heute lundi mardi mercredi jeudi vendredi samedi dimanche hier lunes martes "
     "miércoles jueves viernes sábado domingo ayer segunda terça quarta quinta sexta hoje ontem lunedì martedì "
     "mercoledì giovedì venerdì ieri oggi maandag dinsdag woensdag donderdag vrijdag zaterdag gisteren måndag tisdag "
     "onsdag torsdag fredag mandag tirsdag poniedziałek wtorek środę czwartek piątek pondělí úterý středu čtvrtek "
     "pátek вторник среду четверг пятницу понедельник"},
    {GenreCue::modals, 60,
     "should must ought need cannot never always why wrong right better perhaps sollte müsste muss müssen darf dürfen "
     "warum falsch richtig besser vielleicht nie immer faut doit devrait jamais toujours pourquoi peut-être debe "
     "debería nunca siempre deve deveria sempre dovrebbe bisogna mai moet zou nooit altijd borde måste aldrig alltid "
     "bør skal musi powinien powinna nigdy zawsze musí měl nikdy надо должен должны никогда всегда"},
    {GenreCue::present, 15, "is are has have ist sind hat haben wird werden est sont ont es son está è sono ha são é"},
    {GenreCue::past, 15, "was were had did war waren hatte hatten wurde wurden était étaient avait fue era eran foi"},
    {GenreCue::cooking, 40,
     "teaspoon teaspoons tablespoon tablespoons tbsp tsp oven flour butter salt pepper onion garlic stir simmer "
     "serves ingredients minutes zutaten ofen mehl zwiebel prise esslöffel teelöffel minuten farine beurre sel oignon "
     "four harina mantequilla sal cebolla horno farinha manteiga farina burro sale cipolla forno bloem boter mjöl "
     "smör mąka masło mouka máslo"},
    {GenreCue::arts, 40,
     "film novel book album play opera exhibition concert director author actor song series theatre stage orchestra "
     "scenes character characters plot roman buch oper ausstellung konzert regie autor inszenierung bühne pièce mise "
     "scène acteur livre obra escena actriz libro película peça filme livro spettacolo regia attore romanzo boek "
     "voorstelling föreställning scen bok skådespelare forestilling scene bog książka spektakl kniha hra"},
    {GenreCue::advice, 60,
     "how tips guide best things ways choose try buy make use wie tipps so comment conseils choisir cómo consejos "
     "elegir como dicas escolher come consigli hoe"},
    {GenreCue::hedges, 60,
     "could may might likely unlikely means mean meaning because therefore however although whether despite explains "
     "question questions answer risk risks experts analysts economists scientists critics policy history context "
     "könnte dürfte wohl weil deshalb jedoch allerdings bedeutet obwohl frage fragen experten folgen pourrait parce "
     "cependant toutefois signifie enjeu podría porque embargo significa aunque expertos poderia entanto embora "
     "potrebbe perché tuttavia omdat echter betekent kunde därför dock może dlatego jednak oznacza mohl proto však "
     "znamená может поэтому однако значит"},
    {GenreCue::judging, 80,
     "absurd foolish shame shameful nonsense honest dishonest truth lie lies cowardly brave ridiculous worse worst "
     "decent ought surely frankly indeed disgrace folly believe think wish hope fear nobody everybody unsinn schande "
     "ehrlich wahrheit lüge feige mutig dumm klug schlimm leider freilich glaube hoffe niemand hélas honte absurde "
     "vérité mensonge courage bêtise vergüenza absurdo verdad mentira valiente lamentable vergonha verdade vergogna "
     "verità bugia assurdo waarheid onzin skam sanning tyvärr sandhed wstyd prawda niestety hanba pravda bohužel стыд "
     "правда увы"},
    {GenreCue::travel, 60,
     "hotel hotels beach trail hike village road train garden house kitchen room window walk morning evening dorf "
     "haus garten küche weg morgen abend maison jardin cuisine pueblo casa jardín cocina aldeia giardino huis tuin"},
    {GenreCue::science, 60,
     "percent per cent million billion data study report figures average rate costs price prices prozent millionen "
     "milliarden studie daten kosten preise pourcent millions milliards étude coût millones estudio coste milhões "
     "miliardi studio miljoen miljard procent milijon"},
    {GenreCue::negation, 40,
     "not no nothing none nobody nor cannot neither without don doesn isn aren can won didn nicht kein keine keinen "
     "keiner nichts weder ohne ne pas rien personne aucun sans ni nada ningún ninguna nadie sin tampoco não nem "
     "nenhum ninguém sem non niente nessuno senza né niet geen niets niemand zonder inte ingen inget ikke intet nie "
     "nic nikt bez ani nikdo не ни нет ничего никто без değil wouldn wasn"},
    {GenreCue::contrast, 60,
     "but yet though although however still instead rather while whereas aber doch jedoch sondern dagegen dennoch "
     "trotzdem zwar mais pourtant cependant or plutôt pero sino aunque mas porém embora ma però invece anzi maar toch "
     "echter men dock ändå dog ale jednak lecz však но однако зато ama"},
    {GenreCue::causal, 60,
     "because since therefore thus hence so due reason reasons cause result consequence weil denn daher deshalb "
     "deswegen darum also grund gründe folge folgen car donc ainsi raison raisons conséquence porque pues por tanto "
     "razón motivo perché quindi dunque ragione want omdat dus daarom reden därför eftersom alltså fordi derfor bo "
     "ponieważ dlatego więc protože proto tedy потому поэтому значит çünkü"},
    {GenreCue::condition, 60,
     "if would could might may unless whether wenn falls ob würde könnte dürfte müsste si serait pourrait sería "
     "podría se seria poderia sarebbe potrebbe als zou kunnen om skulle kunde kan hvis ville kunne jeśli byłby mógłby "
     "jestli kdyby если бы eğer"},
    {GenreCue::officials, 40,
     "police court minister ministry government president party council officials spokesman spokeswoman mayor "
     "parliament election vote votes law judge prosecutor prosecutors arrested charged killed injured died hospital "
     "fire polizei gericht ministerin ministerium regierung präsident partei stadtrat sprecher sprecherin "
     "bürgermeister landrat gesetz verletzt feuerwehr tribunal ministre gouvernement président parti mairie maire loi "
     "policía ministro gobierno presidente partido ayuntamiento alcalde juez ley polícia governo prefeitura polizia "
     "tribunale partito sindaco politie rechtbank regering partij gemeente polisen regeringen ministern politiet "
     "policja sąd rząd prezydent policie soud vláda ministr полиция суд министр polis mahkeme bakan başkan "
     "staatsanwaltschaft правительство президент"},
    {GenreCue::months, 60,
     "january february march april june july august september october november december januar februar märz mai juni "
     "juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero "
     "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio "
     "junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre "
     "dicembre januari februari maart mei augustus maj augusti stycznia lutego marca kwietnia maja czerwca lipca "
     "sierpnia września października listopada grudnia января февраля марта апреля мая июня июля августа сентября "
     "октября ноября декабря"},
    {GenreCue::howto, 40,
     "add choose place remove click select open use using set keep check avoid start step steps tip tips guide cut "
     "mix pour cover press apply easy simple ideal beginners options option cost costs benefits nutzen wählen klicken "
     "öffnen schritt schritte tipp tipps anleitung ratgeber einfach achten sollten können lassen geeignet vorteile "
     "nachteile kosten empfiehlt ajoutez choisissez placez étape étapes conseil conseils évitez pensez añade elige "
     "paso pasos consejo consejos evita adicione escolha passo passos dica dicas aggiungi scegli consigli voeg kies "
     "stap stappen tillsätt välj steg dodaj wybierz krok přidejte vyberte добавьте выберите"},
    {GenreCue::religion, 60,
     "god lord jesus christ amen prayer pray bless blessed faith church soul gott herr christus gebet beten segen "
     "glaube seele dieu seigneur prière foi âme dios señor oración fe alma deus senhor oração fé amor dio signore "
     "preghiera fede anima heer gebed gud herre bön bóg pan modlitwa bůh pán бог господь молитва allah peygamber"},
    {GenreCue::notices, 40,
     "funeral beloved peacefully aged late mourners flowers burial memorial née tickets admission entry doors free "
     "beisetzung trauerfeier geliebte verstorben nachruf eintritt karten anmeldung beginn einlass uhr obsèques "
     "inhumation entrée tarif billets réservation entierro entradas entrada gratis funerali ingresso biglietti "
     "begrafenis toegang kaarten aanvang begravning inträde biljetter pogrzeb bilety wstęp vstup vstupné"},
    {GenreCue::games, 40,
     "answers answer question quiz puzzle clue jackpot lottery draw winning numbers aries taurus gemini cancer leo "
     "virgo libra scorpio sagittarius capricorn aquarius pisces widder stier zwillinge krebs löwe jungfrau waage "
     "skorpion schütze steinbock wassermann fische bélier taureau gémeaux lion vierge balance sagittaire capricorne "
     "verseau poissons premio premios reintegro sorteo aciertos números ariete toro gemelli leone vergine bilancia "
     "tabelle tore zuschauer punkte platz spieltag ergebnis ergebnisse standings points pts results score"},
    {GenreCue::dialogue, 60,
     "asked whispered shouted cried murmured replied answered fragte flüsterte rief murmelte antwortete murmura "
     "demanda répondit preguntó susurró gritó respondió perguntou chiese sussurrò rispose vroeg fluisterde frågade "
     "viskade zapytał szepnął"},
    {GenreCue::public_affairs, 60,
     "we must our country nation democracy freedom rights justice society citizens people public truth moral "
     "responsibility power demokratie freiheit rechte gerechtigkeit gesellschaft bürger land volk verantwortung macht "
     "démocratie liberté droits société citoyens peuple pouvoir democracia libertad derechos justicia sociedad "
     "ciudadanos pueblo poder liberdade direitos justiça sociedade cidadãos libertà diritti giustizia società "
     "cittadini popolo democratie vrijheid rechten samenleving burgers demokrati frihet rättigheter samhälle "
     "demokracja wolność prawa społeczeństwo свобода демократия"},
    {GenreCue::intensifiers, 60,
     "very really just even only so quite simply actually obviously clearly of course certainly absolutely totally "
     "sehr wirklich einfach nur sogar eben ja gar ganz natürlich offenbar bloß schon mal très vraiment simplement "
     "même évidemment bien muy realmente simplemente incluso claro muito simplesmente até molto davvero semplicemente "
     "persino proprio heel echt gewoon zelfs natuurlijk mycket verkligen bara även bardzo naprawdę po prostu nawet "
     "velmi opravdu prostě очень просто даже конечно selbstverständlich"},
};
static_assert(std::size(kGroups) <= 32, "a group is a bit of a mask");

}  // namespace

WordTable::WordTable() {
    for (std::size_t g = 0; g < std::size(kGroups); ++g) {
        std::string_view rest = kGroups[g].words;
        while (!rest.empty()) {
            const std::size_t space = rest.find(' ');
            add(rest.substr(0, space), std::uint32_t{1} << g);
            rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
        }
    }
}

void WordTable::add(std::string_view word, std::uint32_t group) {
    std::uint32_t hash = word_hash();
    for (const char c : word)
        hash = word_hash(hash, c);
    std::size_t at = hash % kSlots;
    while (hashes_[at] != 0 && words_[at].word != word)
        at = (at + 1) % kSlots;
    hashes_[at] = hash;
    words_[at].word = word;
    words_[at].groups |= group;
}

const WordTable& WordTable::get() {
    static const WordTable kTable;
    return kTable;
}

std::span<const WordGroup> word_groups() { return kGroups; }

}  // namespace newsloom::extract
