//! Endings of languages, in their own order of steps: mostly of nouns and adjectives, which queries are made of.
//!
//! # Source
//! Which endings there are: the algorithms of snowballstem.org, and J. Savoy, "Light stemming approaches for the French, Portuguese, German
//! and Hungarian languages" (2006); how few of them do: the same.

use std::ops::RangeInclusive;

use super::light::Light;

const LATIN: RangeInclusive<char> = 'a'..='z';
const CYRILLIC: RangeInclusive<char> = 'а'..='џ';
const GREEK_LETTERS: RangeInclusive<char> = 'α'..='ω';

#[cfg(test)]
pub(super) const ALL: [&Light; 13] = [
    &GERMAN,
    &RUSSIAN,
    &FRENCH,
    &SPANISH,
    &PORTUGUESE,
    &ITALIAN,
    &ROMANIAN,
    &DUTCH,
    &NORDIC,
    &FINNISH,
    &HUNGARIAN,
    &GREEK,
    &TURKISH,
];

pub(super) const GERMAN: Light = Light {
    letters: LATIN,
    least: 3,
    steps: &[
        "innen ern em en er es e bs>b ds>d fs>f gs>g hs>h ks>k ls>l ms>m ns>n rs>r ts>t",
        "est en er st",
        "igungen igung ungen ung heit keit lich isch ig",
    ],
    halves: false,
};

pub(super) const RUSSIAN: Light = Light {
    letters: CYRILLIC,
    least: 3,
    steps: &[
        "ся сь",
        "ившими ывшими ующими ющими ившего ившему ивших ующего ующему ующих ющего ющему ющих ующая ующее ующие ующий \
         ейшими ейшего ейших ейший ейшая ейшие ами ями иями его ему ого ому ыми ими иях ией иям ием \
         ешь ете ите йте ишь уют ала ало али ила ило или ыла ыло ыли ять ать ить еть ыть ует ают яют ает яет \
         ее ие ые ое ей ий ый ой ем им ым ом их ых ую юю ая яя ою ею ев ов ам ям ах ях ию ия ья ье ью ет ит ат ят ут ют ла ло ли ть на но ны \
         а е и о у ы ю я ь й л",
        "и",
        "нн>н ь",
    ],
    halves: false,
};

pub(super) const FRENCH: Light = Light {
    letters: LATIN,
    least: 4,
    steps: &[
        "issements issement ements ement atrices>at atrice>at ateurs>at ateur>at ations>at ation>at euses>eu euse>eu ieres>ier \
         iere>ier ives>if ive>if eaux>eau aux>al ants antes ante ant ees ions ion ient aient ait ais iez ez ent es er ir ee s x \
         ames ates erent eraient erais erait erions eriez erai eras era erons erez eront iraient irais irait irai iras ira \
         irons irez iront assent asses asse assiez assions issent isses isse issait issaient issais issant ai as",
        "e i a",
    ],
    halves: true,
};

pub(super) const SPANISH: Light = Light {
    letters: LATIN,
    least: 4,
    steps: &[
        "amente mente",
        "aciones>acion ciones>cion ces>z iendo ieron ando aron adas ados idas idos ada ado ida ido aba abas aban abamos aremos \
         eremos iremos ariamos eriamos iriamos arian erian irian arias erias irias aria eria iria aran eran iran aras eras iras \
         ara era ira amos emos imos ais eis ia ian ias iamos aste iste ase asen adores adoras adora ador amientos amiento \
         imientos imiento antes ante iera ieras ieran iese iesen ar er ir an en os as es s",
        "a e i o",
    ],
    halves: false,
};

pub(super) const PORTUGUESE: Light = Light {
    letters: LATIN,
    least: 4,
    steps: &[
        "amente mente",
        "acoes>acao oes>ao aes>ao aos>ao eis>el ais>al ois>ol is>il ns>m ando endo indo adas ados idas idos ada ado ida ido ava \
         avas avam avamos aremos eremos iremos ariamos eriamos iriamos assemos essemos issemos aram eram iram arei erei irei \
         ara era ira aras eras iras arao erao irao aria eria iria arias ariam eriam iriam asse esse isse assem essem issem amos \
         emos imos aste iste astes adores adoras adora ador amentos amento imentos imento antes ante ou ei iu ia ias iam iamos \
         am em ar er ir ares eres ires arem erem irem armos ermos irmos os as es s",
        "a e i o",
    ],
    halves: false,
};

pub(super) const ITALIAN: Light = Light {
    letters: LATIN,
    least: 4,
    steps: &[
        "amente mente",
        "azioni>azion azione>azion ando endo ato ata ati ate uto uta uti ute ito ita iti ite are ere ire chi>c che>c ghi>g \
         ghe>g ammo emmo immo ano ono arono erono irono assero essero issero asse esse isse assi essi issi eremmo iremmo eranno \
         iranno erebbe irebbe erebbero irebbero erei irei erai irai era ira ero iro eremo iremo erete irete ava avi avo avano \
         avamo eva evo evano iva ivano asti esti isti iamo iate ante anti ente enti amento amenti imento imenti arsi ersi irsi",
        "ie io ia ii a e i o",
    ],
    halves: false,
};

pub(super) const ROMANIAN: Light = Light {
    letters: LATIN,
    least: 4,
    steps: &[
        "urilor urile atiilor atiile elor ilor iilor ului ele ile uri lui lor ati ata ate at ind and ez esc este",
        "ea ei ii ia ul le a e i u",
    ],
    halves: false,
};

pub(super) const DUTCH: Light = Light {
    letters: LATIN,
    least: 3,
    steps: &["heden>heid jes je eren en e es s", "heid ing lijk baar ig"],
    halves: true,
};

/// Swedish, Danish and Norwegian, which inflect alike.
pub(super) const NORDIC: Light = Light {
    letters: LATIN,
    least: 3,
    steps: &[
        "heterna hetenes hetene enes heter heten hedens heden heder ernas arnas ornas andet ande erne erna arna orna arne arens ernes ens ets ades ade ede ene ane \
         aren eren erens erer ers ern en et er ar or es as a e \
         bs>b ds>d fs>f gs>g hs>h js>j ks>k ls>l ms>m ns>n ps>p rs>r ts>t vs>v",
        "het hed ing",
    ],
    halves: false,
};

pub(super) const FINNISH: Light = Light {
    letters: LATIN,
    least: 4,
    steps: &[
        "nsa mme nne ni si",
        "issa ista illa ilta ille iksi iden itten ien isiin ihin ssa sta lla lta lle ksi tta aan een iin oon uun na ta in en an on un n t a",
        "ja jen i a e o u",
    ],
    halves: true,
};

pub(super) const HUNGARIAN: Light = Light {
    letters: LATIN,
    least: 3,
    steps: &[
        "okban ekben akban okkal ekkel akkal okat eket akat okrol ekrol oknak eknek aknak \
         ban ben bol rol tol val vel nak nek hoz hez ert kent kor ig ba be ra re ot et at on en t",
        "jaink eink jai jei ai ei unk ja je ok ek ak uk a e i k",
    ],
    halves: true,
};

pub(super) const GREEK: Light = Light {
    letters: GREEK_LETTERS,
    least: 3,
    steps: &[
        "ματων ματοσ ματα ματι εισ εωσ εων ιων ιουσ ιου ουσ οντασ ουμε ουνε ουν ετε εισ οσ ου οι ον ων ησ εσ ασ ια ιο α η ο ι ε ω υ",
    ],
    halves: false,
};

/// Endings follow each other, so the step is taken three times.
pub(super) const TURKISH: Light =
    Light { letters: LATIN, least: 3, steps: &[TURKISH_ENDINGS, TURKISH_ENDINGS, TURKISH_ENDINGS], halves: false };
const TURKISH_ENDINGS: &str = "larinda lerinde larindan lerinden larinin lerinin larin lerin lari leri lar ler imiz umuz iniz unuz ndan nden nda nde \
    nin nun dan den tan ten dir dur tir tur lik luk si su yi yu ya ye da de ta te in un im um i u";
