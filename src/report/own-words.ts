// What our own tables, sentences and closing lines are made of, so that their length need not be guessed.

/** Words, and currencies, that are one token each, with or without a space before. */
export const oneToken: ReadonlySet<string> = new Set(
  (
    'AUD CAD CHF EUR GBP USD UTC a add all and any are as ask at be but by can day did do due end few for get ' +
    'got had has he how if in is it its key low may new no none not now of off old on one or out own per row ' +
    'run say see so sum than the to too top two use via was way web who why yes abort about above access ' +
    'account active activities activity added address addresses after again against aligned allow allows ' +
    'alone always amount analytics android another answer answered answers apart apps around asked asks ' +
    'average back base because before behind below best better between billing bins both bound break bridge ' +
    'built cache cached call called calls came campaign cannot case cause cell cells chance change changed ' +
    'changes character characters charged chart check choose city clear clients closing clusters column ' +
    'columns combined come comes coming compare comparison complete composition computed conditions ' +
    'connections contain contains conversion convert coordinates copy cost could count counter country counts ' +
    'covers currency current curve custom customer customers cuts daily data date dates days deep default ' +
    'deleted detail details device difference different digits distribution document documents does domain ' +
    'down drop each edited else email empty ended ends entries entry environment equal error errors even ' +
    'event events ever every everything experiment expired failed false fell field figure file filter ' +
    'filtered filters final finish finished first fits five flag flow follow formula found from front full ' +
    'funnels gave give given gone greater group groups half have headline help here higher highest hold holds ' +
    'hour hours identifier includes inclusive inputs inside instead internal interval into item join joined ' +
    'joining judge keep keys kind know known label labels language largest last later latest lead least leave ' +
    'left length less letters level levels like limit line list listed live locale long look looks loss lost ' +
    'lower lowest machine machines made mail make many mask masked match matches mean media median message ' +
    'method metric metrics milliseconds minute minutes missing mobile mode model money month monthly months ' +
    'more most mostly move movement moves much must name named names nearest need needed needs negative never ' +
    'notes nothing number numbers offset often older once ones only open opening order ordered other others ' +
    'otherwise over overview owner page pages paid pair paired pairs part partial parts passed past payer ' +
    'payment payments peak people percent performed perhaps period permission personal phone place plan ' +
    'platform plural point points position positions positive prefix previous price problem process product ' +
    'production profile project properties property purchase query question quota raise range ranges rate ' +
    'rates reach read reading reads ready real region remain report requests rest result retry return ' +
    'returned review right rise rolling room rose rows running runs sales same sample saved search second ' +
    'seconds seen segment segments send sent series serve server session sessions settings shape share shared ' +
    'shares shift short show shown shows side since single size skip slot slots some source sources split ' +
    'spread stands start state status stay step steps still stood subscription such summary sure swap table ' +
    'tables take taken takes tell test text that their them then there these they this those three time times ' +
    'titles today token tokens tool tools total tracking trend trial true type types under unique unit units ' +
    'unknown unordered unset used user users usual value values variables vendor vendors verified version ' +
    'versions view waiting week weekday weekly weeks weighted were what when where whether which whole whose ' +
    'window with within without works worth would written wrong year young zero zone zones'
  ).split(' '),
);

/** Words that are one token each where a space stands before. */
export const oneTokenAfterSpace: ReadonlySet<string> = new Set(
  (
    'advertising alike amounts amplitude anybody approximate assumed averages begins beside beyond biggest ' +
    'bodies bracket brackets canceled cancelled capitals catalogue causes churn clearly cohort cohorts ' +
    'compared concurrent contraction converting counted counterpart counters cumulative currencies dear ' +
    'differ differs documented doubt earlier earliest enough entrants everybody expansion explain explained ' +
    'explanation fetched fewer figures finds fractions frequent funnel grew grouped halves histogram hourly ' +
    'incomplete independent intervals itself kept knows lacks leaves lengths lifetime longer loses malformed ' +
    'midnight moved movements movers neither newer newest nobody overlap paying percentages periods processes ' +
    'purchases reached reaches realtime refused rely retained retention revenue rounds says searches ' +
    'segmentation sends sensitive sentences sequential settled several shorter sides signs simulated spelled ' +
    'spelling stated stays stuck subscribers summed sums tells together told totals transports trials twice ' +
    'unequal uniques unlike unnamed verdict weekdays whom wider worse worst yesterday youngest'
  ).split(' '),
);
