"""Words that carry no subject: little words, and the verbs with which people ask ("ik zoek", "do you have")."""

LISTS = {
    "nl": """
        de het een en of in op aan bij van voor met naar te tot om uit over door tussen tijdens na als dan dat
        die deze dit er is zijn was waren ben bent wordt worden werd heb hebt heeft hebben had kan kun kunt
        kunnen kon mag mogen moet moeten wil wilt willen zou zal zullen ga gaat gaan doe doet doen ik jij je jou
        jouw u uw hij zij ze we wij ons onze hun hen haar hem mij me mijn zich wie wat waar wanneer welke welk
        hoe waarom hoeveel ook nog al wel maar want dus toch niet geen nooit meer zo zonder per via iets iemand
        alles zoek zoeken zoekt vind vinden vindt bestaat graag krijg krijgen krijgt weet weten vraag hier daar
        eens even heel erg veel s t ie eigen onder tegen rond binnen bestaan beste hallo dag nodig moest
    """,
    "fr": """
        le la les l un une des de du d et ou à a au aux en dans sur sous pour par avec sans chez vers entre est
        sont suis es être sera était ai as avons avez ont avoir peut peux puis pouvez pouvons pouvoir veux veut
        voulez vouloir dois doit je tu il elle on nous vous ils elles me te se moi toi lui leur leurs mon ma mes
        ton ta tes son sa ses notre nos votre vos ce cet cette ces ça cela qui que quoi dont où quand comment
        pourquoi quel quelle quels quelles combien ne pas plus y aussi très trop si mais donc car cherche
        chercher trouver trouve existe fait faire faut besoin quelqu quelque quelqu'un bonjour aller va vais
    """,
    "en": """
        the a an and or of in on at to for from with without by into about near is are was were be been am do
        does did done have has had can could may might must should would will shall i you he she it we they me
        him her us them my your his its our their this that these those who what where when which how why whom
        there here not no any some more most very too also so but if than then as looking look find search seek
        want wants need needs get gets got go going please hello hi anything something someone somewhere s t don
    """,
    "ar": """
        في من على الى إلى عن مع أو و ثم أن إن لا ما لم لن هل هو هي هم أنا نحن أنت هذا هذه ذلك تلك الذي التي
        الذين كيف أين متى لماذا كم ماذا عند عندي لدي لي له لها لك كل بعض قد كان كانت يكون يوجد هناك أريد اريد
        أبحث ابحث بحاجة أحتاج احتاج بدون بعد قبل بين حول أي غير جدا نعم يمكن يمكنني استطيع ليس لأن إذا عندما بـ
        لـ كما أيضا شو بدي وين اين تريد مرحبا
    """,
    "tr": """
        ve veya ile için bir bu şu o da de ki mi mı mu mü ne nasıl nerede nereye neden kim kimin hangi kaç ben
        sen biz siz onlar bana sana benim senin bizim sizin onun onları beni var yok olan olarak gibi daha çok
        en her hiç ama fakat çünkü ya eğer ise istiyorum istiyoruz arıyorum arıyoruz bulmak bulabilirim lazım
        gerek gerekiyor olur edilir edebilirim yapmak yapabilirim nereden kadar sonra önce değil mıyım miyim
        merhaba bul ara
    """,
    "pl": """
        i a o w we z ze na do od dla po za przy pod nad przez przed bez u oraz lub albo ale czy że żeby jak
        gdzie kiedy co kto kogo komu jaki jaka jakie który która które jest są być był była było będzie mam masz
        ma mamy mają mieć mogę może można chcę chce chcemy ja ty on ona ono my wy oni mnie mi ci mu jej ich nam
        nas wam was mój moja moje moją mojego mojej swój ten ta to te tego tej się nie tak już też bardzo więcej
        szukam szukamy znaleźć potrzebuję potrzebujemy potrzebna ktoś coś dzień dobry
    """,
    "ro": """
        și si sau în in la de pe cu din pentru fără spre către prin peste între un o unei unui unor al a ai ale
        este e sunt fi fost era am are avem au avea pot poate putem vreau vrea vrem eu tu el ea noi voi ei ele
        mă îmi îți își ne vă le lui lor meu mea mei mele său sa nostru acest această aceste acel care ce cine
        cum unde când cât nu da mai foarte dar că să dacă caut căutăm găsesc găsi nevoie există cineva ceva bună
        ziua
    """,
    "bg": """
        и или в във на от до за с със по при под над през преди след без около между към е са съм си сме сте
        бъде беше има няма имам имаме мога може можем искам иска искаме аз ти той тя то ние вие те ме ми му ни
        ви им го я ги мой моя мое моето моят моята този тази това тези който която което които кой коя какво как
        къде кога защо колко не да ли но ако че също още много търся търсим намеря нужда нужен някой нещо се
        здравейте
    """,
    "uk": """
        і й та або в у на з із зі до від для за по при під над через перед без біля між про є був була було бути
        буде маю має маємо мати можу може можемо хочу хоче хочемо я ти він вона воно ми ви вони мене мені мій
        моя моє мої мою його її їх їм нас нам вас вам цей ця це ці той те ті який яка яке які хто що де куди
        коли як чому скільки не ні так чи але якщо щоб також ще дуже шукаю шукаємо знайти потрібно потрібна
        потрібен потрібні треба хтось щось добрий день
    """,
    "ru": """
        и или в во на с со из от до для за по при под над через перед без около между о об про есть был была
        было быть будет имею имеет могу может можем хочу хочет хотим я ты он она оно мы вы они меня мне мой моя
        моё мое мои мою его ее её их им нас нам вас вам этот эта это эти тот та те который которая которые кто
        что где куда когда как почему сколько не нет ни да ли но а если чтобы также еще ещё очень ищу ищем найти
        нужно нужна нужен нужны надо кто-то что-то здравствуйте у
    """,
    "es": """
        el la los las un una unos unas y o u de del en a al con sin por para sobre entre hacia desde hasta es
        son soy ser está están estoy hay fue era he ha han haber tengo tiene tienen tener puedo puede podemos
        poder quiero quiere queremos yo tú él ella nosotros ellos me te se le les nos mi mis tu tus su sus
        nuestro nuestra este esta esto estos estas ese esa que qué quien quién cómo como cuándo cuando dónde
        donde cuál cuánto no sí más muy también pero si busco buscar buscamos encontrar necesito necesitamos
        alguien algo hola ya
    """,
    "fa": """
        و یا در به از با برای بر تا که این آن را است هست هستم هستند بود شد شده شود می نمی باید دارم دارد دارند
        داریم من تو او ما شما آنها مرا چه چی چگونه چطور کجا کی کدام چرا چند هر همه هیچ هم نیز اما اگر چون بدون
        بعد قبل بین روی زیر میخواهم می‌خواهم میخوام دنبال جستجو پیدا کنم کند کنید کردن نیاز لطفا سلام یک خود نه
        خیلی کسی چیزی آیا
    """,
}
