<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="en">
<context>
    <name>Adding</name>
    <message>
        <source>Its documents go to</source>
        <translation>De documenten komen in</translation>
    </message>
    <message>
        <source>Make changes without asking</source>
        <translation>Wijzigingen doorvoeren zonder te vragen</translation>
    </message>
    <message>
        <source>Keep in step</source>
        <translation>Bijhouden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Keep a folder in step</source>
        <translation>Een map bijhouden</translation>
    </message>
</context>
<context>
    <name>AmountWords</name>
    <message>
        <source>{count} filled in ({bounds})</source>
        <translation>{count} ingevuld ({bounds})</translation>
    </message>
    <message>
        <source>{count} chosen ({bounds})</source>
        <translation>{count} gekozen ({bounds})</translation>
    </message>
    <message>
        <source>at most {most}</source>
        <translation>hoogstens {most}</translation>
    </message>
    <message>
        <source>Choose at least one of these.</source>
        <translation>Kies er minstens één.</translation>
    </message>
    <message>
        <source>Choose a document.</source>
        <translation>Kies een document.</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Vul dit in.</translation>
    </message>
    <message>
        <source>Choose one of these.</source>
        <translation>Kies er één.</translation>
    </message>
    <message>
        <source>Choose one document.</source>
        <translation>Kies één document.</translation>
    </message>
    <message>
        <source>Fill in one line.</source>
        <translation>Vul één regel in.</translation>
    </message>
    <message>
        <source>Choose {bounds} of these.</source>
        <translation>Kies er {bounds}.</translation>
    </message>
    <message>
        <source>Choose {bounds} documents.</source>
        <translation>Kies {bounds} documenten.</translation>
    </message>
    <message>
        <source>Fill in {bounds} lines.</source>
        <translation>Vul {bounds} regels in.</translation>
    </message>
    <message>
        <source>exactly {most}</source>
        <translation>precies {most}</translation>
    </message>
    <message>
        <source>{fewest} to {most}</source>
        <translation>{fewest} tot {most}</translation>
    </message>
    <message>
        <source>at least {fewest}</source>
        <translation>minstens {fewest}</translation>
    </message>
</context>
<context>
    <name>AnswerFacts</name>
    <message>
        <source>Model {name}</source>
        <translation>Model {name}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n woord</numerusform>
            <numerusform>%n woorden</numerusform>
        </translation>
    </message>
    <message>
        <source>first word after {first} s, {total} s in all</source>
        <translation>eerste woord na {first} s, {total} s in totaal</translation>
    </message>
    <message>
        <source>Read {count} tokens, {known} of them earlier</source>
        <translation>{count} tokens gelezen, waarvan {known} al eerder</translation>
    </message>
    <message>
        <source>Read {count} tokens</source>
        <translation>{count} tokens gelezen</translation>
    </message>
    <message>
        <source>wrote {count}</source>
        <translation>{count} geschreven</translation>
    </message>
    <message>
        <source>wrote {count}, {speed} a second</source>
        <translation>{count} geschreven, {speed} per seconde</translation>
    </message>
    <message>
        <source>A token is a word or a piece of one, as the model reads and writes.</source>
        <translation>Een token is een woord of een stukje daarvan, zoals het model leest en schrijft.</translation>
    </message>
    <message>
        <source>What was read earlier, while you typed or for another answer, was kept.</source>
        <translation>Wat al eerder was gelezen, terwijl u typte of voor een ander antwoord, was bewaard.</translation>
    </message>
    <message numerus="yes">
        <source>Of what was written, %n tokens were copied from the passages and only checked.</source>
        <translation>
            <numerusform>Van wat is geschreven, is %n token uit de passages overgenomen en alleen nagekeken.</numerusform>
            <numerusform>Van wat is geschreven, zijn %n tokens uit de passages overgenomen en alleen nagekeken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents could not be read</source>
        <translation>
            <numerusform>%n document kon niet worden gelezen</numerusform>
            <numerusform>%n documenten konden niet worden gelezen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passages found did not fit and were not read</source>
        <translation>
            <numerusform>%n gevonden passage paste er niet bij en is niet gelezen</numerusform>
            <numerusform>%n gevonden passages pasten er niet bij en zijn niet gelezen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents read whole, as always</source>
        <translation>
            <numerusform>%n document helemaal gelezen, zoals altijd</numerusform>
            <numerusform>%n documenten helemaal gelezen, zoals altijd</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” is always read, but did not fit whole</source>
        <translation>“{name}” wordt altijd gelezen, maar paste niet in zijn geheel</translation>
    </message>
    <message>
        <source>“{name}” is always read, but could not be read</source>
        <translation>“{name}” wordt altijd gelezen, maar kon niet worden gelezen</translation>
    </message>
    <message>
        <source>“{name}” belongs to this task, but is not among your documents</source>
        <translation>“{name}” hoort bij deze taak, maar staat niet bij uw documenten</translation>
    </message>
    <message numerus="yes">
        <source>Nothing that fits in %n documents</source>
        <translation>
            <numerusform>Niets dat past in %n document</numerusform>
            <numerusform>Niets dat past in %n documenten</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything read: {passages} from {documents}</source>
        <translation>Alles gelezen: {passages} uit {documents}</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n documents</source>
        <translation>
            <numerusform>{count} van %n document</numerusform>
            <numerusform>{count} van %n documenten</numerusform>
        </translation>
    </message>
    <message>
        <source>{passages} from {documents}</source>
        <translation>{passages} uit {documents}</translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documenten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerHeader</name>
    <message>
        <source>Copy</source>
        <translation>Kopiëren</translation>
    </message>
    <message>
        <source>Copy the whole answer with its sources (Ctrl+Shift+C)</source>
        <translation>Het hele antwoord met zijn bronnen kopiëren (Ctrl+Shift+C)</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>Opnieuw schrijven</translation>
    </message>
    <message>
        <source>How far the reading is</source>
        <translation>Hoe ver het lezen is</translation>
    </message>
    <message>
        <source>All parts are locked</source>
        <translation>Alle delen zijn vergrendeld</translation>
    </message>
    <message>
        <source>Write the parts that are not locked again (Ctrl+R)</source>
        <translation>De delen die niet vergrendeld zijn opnieuw schrijven (Ctrl+R)</translation>
    </message>
    <message>
        <source>Write another answer to the same form (Ctrl+R)</source>
        <translation>Een ander antwoord op hetzelfde formulier schrijven (Ctrl+R)</translation>
    </message>
    <message>
        <source>Write again in another way</source>
        <translation>Anders opnieuw schrijven</translation>
    </message>
    <message>
        <source>Write again: shorter, longer, in other words…</source>
        <translation>Opnieuw schrijven: korter, langer, in andere woorden…</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Bezig te stoppen…</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Model laden…</translation>
    </message>
    <message>
        <source>Bringing the search index up to date…</source>
        <translation>Zoekindex bijwerken…</translation>
    </message>
    <message>
        <source>Searching the documents…</source>
        <translation>Documenten doorzoeken…</translation>
    </message>
    <message>
        <source>{what}, {time} left</source>
        <translation>{what}, nog {time}</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Bezig met schrijven…</translation>
    </message>
    <message>
        <source>Writing, {time} left</source>
        <translation>Bezig met schrijven, nog {time}</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
    <message numerus="yes">
        <source>Reads %n passages</source>
        <translation>
            <numerusform>%n passage lezen</numerusform>
            <numerusform>%n passages lezen</numerusform>
        </translation>
    </message>
    <message>
        <source>Reads the question</source>
        <translation>Vraag lezen</translation>
    </message>
    <message numerus="yes">
        <source>Reads everything: %n passages</source>
        <translation>
            <numerusform>Leest alles: %n passage</numerusform>
            <numerusform>Leest alles: %n passages</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}…</source>
        <translation>{what}…</translation>
    </message>
    <message>
        <source>Answer, not finished</source>
        <translation>Antwoord, niet af</translation>
    </message>
    <message>
        <source>Answer of {when}</source>
        <translation>Antwoord van {when}</translation>
    </message>
    <message>
        <source>Answer of {when}, not finished</source>
        <translation>Antwoord van {when}, niet af</translation>
    </message>
</context>
<context>
    <name>AnswerPanel</name>
    <message>
        <source>An answer is being written.</source>
        <translation>Er wordt een antwoord geschreven.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Tonen</translation>
    </message>
    <message>
        <source>The answer is ready.</source>
        <translation>Het antwoord is klaar.</translation>
    </message>
    <message>
        <source>The writing has ended.</source>
        <translation>Het schrijven is geëindigd.</translation>
    </message>
    <message>
        <source>Inspired by:</source>
        <translation>Geïnspireerd op:</translation>
    </message>
    <message>
        <source>Sources read:</source>
        <translation>Gelezen bronnen:</translation>
    </message>
    <message>
        <source>Sources:</source>
        <translation>Bronnen:</translation>
    </message>
    <message>
        <source>Erased document</source>
        <translation>Gewist document</translation>
    </message>
    <message>
        <source>[{number}] {document}, page {page}</source>
        <translation>[{number}] {document}, pagina {page}</translation>
    </message>
</context>
<context>
    <name>AnswerPreview</name>
    <message>
        <source>The answer appears here.</source>
        <translation>Hier verschijnt het antwoord.</translation>
    </message>
    <message>
        <source>The answer appears here, under these headings:</source>
        <translation>Hier verschijnt het antwoord, onder deze koppen:</translation>
    </message>
    <message>
        <source>The text appears here.</source>
        <translation>Hier verschijnt de tekst.</translation>
    </message>
    <message>
        <source>The answer appears here, with the passages that were read for it.</source>
        <translation>Hier verschijnt het antwoord, met de passages die ervoor zijn gelezen.</translation>
    </message>
</context>
<context>
    <name>AnswerRow</name>
    <message>
        <source>Name of the answer</source>
        <translation>Naam van het antwoord</translation>
    </message>
</context>
<context>
    <name>AnswerText</name>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>The writing was cut off. What was written is kept.</source>
        <translation>Het schrijven is afgebroken. Wat er al stond, is bewaard.</translation>
    </message>
    <message>
        <source>Stopped. What was written is kept.</source>
        <translation>Gestopt. Wat er al stond, is bewaard.</translation>
    </message>
    <message>
        <source>Stopped before anything was written.</source>
        <translation>Gestopt voordat er iets was geschreven.</translation>
    </message>
    <message>
        <source>The writing failed. What was written is kept.</source>
        <translation>Het schrijven is mislukt. Wat er al stond, is bewaard.</translation>
    </message>
    <message>
        <source>{why} What was written is kept.</source>
        <translation>{why} Wat er al stond, is bewaard.</translation>
    </message>
    <message>
        <source>Earlier answers</source>
        <translation>Eerdere antwoorden</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>&amp;Hernoemen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Verwijderen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporteren…</translation>
    </message>
    <message>
        <source>&amp;Good</source>
        <translation>&amp;Goed</translation>
    </message>
    <message>
        <source>&amp;Bad</source>
        <translation>&amp;Slecht</translation>
    </message>
    <message>
        <source>Not rated</source>
        <translation>Geen oordeel</translation>
    </message>
</context>
<context>
    <name>AnswersModel</name>
    <message>
        <source>being written… · {task}</source>
        <translation>wordt geschreven… · {task}</translation>
    </message>
    <message>
        <source>{when} · not finished · {task}</source>
        <translation>{when} · niet af · {task}</translation>
    </message>
    <message>
        <source>{when} · {task}</source>
        <translation>{when} · {task}</translation>
    </message>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n versie</numerusform>
            <numerusform>%n versies</numerusform>
        </translation>
    </message>
    <message>
        <source>rated good</source>
        <translation>goed gevonden</translation>
    </message>
    <message>
        <source>rated bad</source>
        <translation>slecht gevonden</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gisteren</translation>
    </message>
</context>
<context>
    <name>AnswersUndoBar</name>
    <message numerus="yes">
        <source>%n answers removed</source>
        <translation>
            <numerusform>%n antwoord verwijderd</numerusform>
            <numerusform>%n antwoorden verwijderd</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Previous month</source>
        <translation>Vorige maand</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Volgende maand</translation>
    </message>
</context>
<context>
    <name>ChanceBars</name>
    <message>
        <source>Chances of the first word</source>
        <translation>Kansen van het eerste woord</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nooit</translation>
    </message>
    <message>
        <source>&lt; 1 %</source>
        <translation>&lt; 1 %</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message numerus="yes">
        <source>%n new files</source>
        <translation>
            <numerusform>%n nieuw bestand</numerusform>
            <numerusform>%n nieuwe bestanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed files</source>
        <translation>
            <numerusform>%n gewijzigd bestand</numerusform>
            <numerusform>%n gewijzigde bestanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved files</source>
        <translation>
            <numerusform>%n verplaatst bestand</numerusform>
            <numerusform>%n verplaatste bestanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted files</source>
        <translation>
            <numerusform>%n verwijderd bestand</numerusform>
            <numerusform>%n verwijderde bestanden</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} (was {before})</source>
        <translation>{path} (was {before})</translation>
    </message>
</context>
<context>
    <name>ChangeView</name>
    <message>
        <source>Changes in this folder</source>
        <translation>Wijzigingen in deze map</translation>
    </message>
</context>
<context>
    <name>ChoiceBoxes</name>
    <message>
        <source>None</source>
        <translation>Niets</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>ChoiceMenu</name>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Niets</translation>
    </message>
    <message>
        <source>no choice</source>
        <translation>geen keuze</translation>
    </message>
</context>
<context>
    <name>Collecting</name>
    <message>
        <source>New collection</source>
        <translation>Nieuwe verzameling</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Maken</translation>
    </message>
    <message>
        <source>Rename the collection</source>
        <translation>Verzameling hernoemen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Hernoemen</translation>
    </message>
    <message>
        <source>Remove the empty collection “{name}”?</source>
        <translation>De lege verzameling “{name}” verwijderen?</translation>
    </message>
    <message numerus="yes">
        <source>Erase the %n documents in “{name}” for good?</source>
        <translation>
            <numerusform>%n document in “{name}” voorgoed wissen?</numerusform>
            <numerusform>De %n documenten in “{name}” voorgoed wissen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erase “{name}” and its %n documents for good?</source>
        <translation>
            <numerusform>“{name}” met %n document erin voorgoed wissen?</numerusform>
            <numerusform>“{name}” met de %n documenten erin voorgoed wissen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectionChoice</name>
    <message>
        <source>New collection…</source>
        <translation>Nieuwe verzameling…</translation>
    </message>
    <message>
        <source>All collections</source>
        <translation>Alle verzamelingen</translation>
    </message>
    <message>
        <source>Collection: {name}</source>
        <translation>Verzameling: {name}</translation>
    </message>
</context>
<context>
    <name>ColumnChoices</name>
    <message>
        <source>Field for column {column}</source>
        <translation>Veld voor kolom {column}</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Niet gebruikt</translation>
    </message>
</context>
<context>
    <name>ConditionEdit</name>
    <message>
        <source>If filled in: {field}</source>
        <translation>Als is ingevuld: {field}</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Altijd</translation>
    </message>
    <message>
        <source>is ticked</source>
        <translation>is aangevinkt</translation>
    </message>
    <message>
        <source>is not ticked</source>
        <translation>is niet aangevinkt</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Gekopieerd</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>dd-mm-yyyy</source>
        <translation>dd-mm-jjjj</translation>
    </message>
    <message>
        <source>Choose from the calendar</source>
        <translation>Kiezen uit de kalender</translation>
    </message>
    <message>
        <source>{field}: choose from the calendar</source>
        <translation>{field}: kiezen uit de kalender</translation>
    </message>
</context>
<context>
    <name>DocumentChip</name>
    <message>
        <source>a document that is not there any more</source>
        <translation>een document dat er niet meer is</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>is er niet meer</translation>
    </message>
    <message>
        <source>Do not choose {document}</source>
        <translation>{document} niet kiezen</translation>
    </message>
</context>
<context>
    <name>DocumentPicker</name>
    <message>
        <source>Find a document</source>
        <translation>Zoek een document</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Niets</translation>
    </message>
    <message>
        <source>Choose none of them</source>
        <translation>Geen ervan kiezen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Kiezen</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n gekozen</numerusform>
            <numerusform>%n gekozen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>Nog niets gekozen</translation>
    </message>
    <message>
        <source>No document has this in its name.</source>
        <translation>Geen document heeft dit in zijn naam.</translation>
    </message>
    <message>
        <source>There are no documents yet. Add some on the right of the window.</source>
        <translation>Er zijn nog geen documenten. Voeg ze rechts in het venster toe.</translation>
    </message>
    <message>
        <source>Looking up your documents…</source>
        <translation>Uw documenten worden opgezocht…</translation>
    </message>
</context>
<context>
    <name>DocumentView</name>
    <message>
        <source>Documents</source>
        <translation>Documenten</translation>
    </message>
</context>
<context>
    <name>DocumentWords</name>
    <message>
        <source>waiting</source>
        <translation>wacht</translation>
    </message>
    <message>
        <source>being read…</source>
        <translation>wordt gelezen…</translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n pagina</numerusform>
            <numerusform>%n pagina&apos;s</numerusform>
        </translation>
    </message>
    <message>
        <source>too long to be always read whole</source>
        <translation>te lang om altijd helemaal te lezen</translation>
    </message>
    <message>
        <source>always read</source>
        <translation>altijd gelezen</translation>
    </message>
    <message>
        <source>{words} words</source>
        <translation>{words} woorden</translation>
    </message>
    <message>
        <source>To be always read whole, but there is no room: it is searched, like the others.</source>
        <translation>Moet altijd helemaal worden gelezen, maar er is geen ruimte voor: er wordt in gezocht, zoals in de andere.</translation>
    </message>
    <message>
        <source>Always read whole, for every question.</source>
        <translation>Wordt altijd helemaal gelezen, bij elke vraag.</translation>
    </message>
    <message>
        <source>Always read whole for: {tasks}.</source>
        <translation>Wordt altijd helemaal gelezen bij: {tasks}.</translation>
    </message>
    <message>
        <source>About {words} words, more than the model reads at once.</source>
        <translation>Ongeveer {words} woorden, meer dan het model in één keer leest.</translation>
    </message>
    <message>
        <source>About {words} words, {percent} % of what the model reads at once.</source>
        <translation>Ongeveer {words} woorden, {percent} % van wat het model in één keer leest.</translation>
    </message>
    <message>
        <source>this file</source>
        <translation>dit bestand</translation>
    </message>
</context>
<context>
    <name>DocumentsField</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n gekozen</numerusform>
            <numerusform>%n gekozen</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing chosen</source>
        <translation>niets gekozen</translation>
    </message>
    <message>
        <source>Not all of these are there any more. Take out what is gone.</source>
        <translation>Niet al deze documenten zijn er nog. Haal weg wat er niet meer is.</translation>
    </message>
    <message>
        <source>Choose documents</source>
        <translation>Documenten kiezen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>en nog %n</numerusform>
            <numerusform>en nog %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Wijzigen…</translation>
    </message>
    <message>
        <source>Choose documents…</source>
        <translation>Documenten kiezen…</translation>
    </message>
    <message>
        <source>That is not in your library yet. Add it on the right of the window first.</source>
        <translation>Dat staat nog niet in uw bibliotheek. Voeg het eerst rechts in het venster toe.</translation>
    </message>
</context>
<context>
    <name>DocumentsPanel</name>
    <message numerus="yes">
        <source>%n changes in your folders</source>
        <translation>
            <numerusform>%n wijziging in uw mappen</numerusform>
            <numerusform>%n wijzigingen in uw mappen</numerusform>
        </translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Bestanden…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Map…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Toevoegen</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documenten</translation>
    </message>
    <message>
        <source>There are no documents in this collection yet. Drop some above.</source>
        <translation>In deze verzameling staan nog geen documenten. Sleep ze hierboven naartoe.</translation>
    </message>
    <message>
        <source>The list could not be fetched.</source>
        <translation>De lijst kon niet worden opgehaald.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be read</source>
        <translation>
            <numerusform>%n bestand kon niet worden gelezen</numerusform>
            <numerusform>%n bestanden konden niet worden gelezen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erase %n documents for good?</source>
        <translation>
            <numerusform>%n document voorgoed wissen?</numerusform>
            <numerusform>%n documenten voorgoed wissen?</numerusform>
        </translation>
    </message>
    <message>
        <source>These files are not on this computer. Copy them to it, and add the copies.</source>
        <translation>Deze bestanden staan niet op deze computer. Kopieer ze hierheen en voeg de kopieën toe.</translation>
    </message>
    <message>
        <source>“{name}” could not be opened. Is it still there?</source>
        <translation>“{name}” kon niet worden geopend. Staat het er nog?</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>PDF, Word, Excel, PowerPoint, e-mail, web pages and text</source>
        <translation>PDF, Word, Excel, PowerPoint, e-mail, webpagina&apos;s en tekst</translation>
    </message>
    <message>
        <source>They stay on this computer.</source>
        <translation>Ze blijven op deze computer.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Bestanden kiezen…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Map kiezen…</translation>
    </message>
    <message numerus="yes">
        <source>Let go to add these %n</source>
        <translation>
            <numerusform>Laat los om dit bestand toe te voegen (%n)</numerusform>
            <numerusform>Laat los om deze %n toe te voegen</numerusform>
        </translation>
    </message>
    <message>
        <source>Let go to add it</source>
        <translation>Laat los om het toe te voegen</translation>
    </message>
    <message>
        <source>This is not on this computer</source>
        <translation>Dit staat niet op deze computer</translation>
    </message>
    <message>
        <source>Drop documents here</source>
        <translation>Zet documenten hier neer</translation>
    </message>
    <message>
        <source>Drag documents here</source>
        <translation>Sleep documenten hierheen</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message numerus="yes">
        <source>about %n s</source>
        <translation>
            <numerusform>ongeveer %n s</numerusform>
            <numerusform>ongeveer %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min</source>
        <translation>
            <numerusform>ongeveer %n min</numerusform>
            <numerusform>ongeveer %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hours</source>
        <translation>
            <numerusform>ongeveer %n uur</numerusform>
            <numerusform>ongeveer %n uur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n s</source>
        <translation>
            <numerusform>hooguit %n s</numerusform>
            <numerusform>hooguit %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n min</source>
        <translation>
            <numerusform>hooguit %n min</numerusform>
            <numerusform>hooguit %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n hours</source>
        <translation>
            <numerusform>hooguit %n uur</numerusform>
            <numerusform>hooguit %n uur</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnlargedSource</name>
    <message>
        <source>Source</source>
        <translation>Bron</translation>
    </message>
</context>
<context>
    <name>EraseQuestion</name>
    <message>
        <source>Erase for good</source>
        <translation>Voorgoed wissen</translation>
    </message>
    <message>
        <source>This cannot be undone. Your own files stay where they are; Binnenshuis forgets them.</source>
        <translation>Dit kan niet ongedaan worden gemaakt. Uw eigen bestanden blijven waar ze zijn; Binnenshuis vergeet ze.</translation>
    </message>
    <message>
        <source>Also what earlier answers quote from them</source>
        <translation>Ook wat eerdere antwoorden eruit aanhalen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Bewaren</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Wissen</translation>
    </message>
</context>
<context>
    <name>ExampleDetail</name>
    <message>
        <source>Language</source>
        <translation>Taal</translation>
    </message>
    <message>
        <source>A good answer</source>
        <translation>Een goed antwoord</translation>
    </message>
    <message>
        <source>With the headings of the answer, as it should be.</source>
        <translation>Met de koppen van het antwoord, zoals het moet worden.</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Nederlands</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Engels</translation>
    </message>
</context>
<context>
    <name>ExampleLine</name>
    <message>
        <source>Use as example</source>
        <translation>Als voorbeeld gebruiken</translation>
    </message>
    <message>
        <source>The model then sees this form and answer before it answers another one</source>
        <translation>Het model ziet dit formulier en antwoord dan voordat het een ander beantwoordt</translation>
    </message>
    <message>
        <source>Good: a next answer can follow it.</source>
        <translation>Goed: een volgend antwoord kan hierop lijken.</translation>
    </message>
    <message>
        <source>An example for “{task}” from now on.</source>
        <translation>Vanaf nu een voorbeeld voor “{task}”.</translation>
    </message>
</context>
<context>
    <name>ExamplesModel</name>
    <message>
        <source>Dutch</source>
        <translation>Nederlands</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Engels</translation>
    </message>
</context>
<context>
    <name>ExamplesPage</name>
    <message>
        <source>Examples</source>
        <translation>Voorbeelden</translation>
    </message>
    <message>
        <source>Back to the answer</source>
        <translation>Terug naar het antwoord</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporteren…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Alle taken</translation>
    </message>
    <message>
        <source>Examples show the model what good answers to a task look like.</source>
        <translation>Voorbeelden laten het model zien hoe een goed antwoord bij een taak eruitziet.</translation>
    </message>
    <message>
        <source>They stay when the answer they were made of is removed.</source>
        <translation>Ze blijven staan als het antwoord waarvan ze gemaakt zijn wordt verwijderd.</translation>
    </message>
    <message>
        <source>Of which task</source>
        <translation>Van welke taak</translation>
    </message>
    <message>
        <source>The example</source>
        <translation>Het voorbeeld</translation>
    </message>
    <message>
        <source>There are no examples yet. Any finished answer can be made one.</source>
        <translation>Er zijn nog geen voorbeelden. Van elk antwoord dat af is kunt u er een maken.</translation>
    </message>
    <message numerus="yes">
        <source>%n examples removed</source>
        <translation>
            <numerusform>%n voorbeeld verwijderd</numerusform>
            <numerusform>%n voorbeelden verwijderd</numerusform>
        </translation>
    </message>
    <message>
        <source>Examples.jsonl</source>
        <translation>Voorbeelden.jsonl</translation>
    </message>
    <message>
        <source>Export examples</source>
        <translation>Voorbeelden exporteren</translation>
    </message>
    <message numerus="yes">
        <source>%n examples exported to {file}, as conversations</source>
        <translation>
            <numerusform>%n voorbeeld geëxporteerd naar {file}, als gesprek</numerusform>
            <numerusform>%n voorbeelden geëxporteerd naar {file}, als gesprekken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Export</source>
        <translation>Exporteren</translation>
    </message>
    <message>
        <source>Save the answer as a file</source>
        <translation>Het antwoord als bestand opslaan</translation>
    </message>
    <message>
        <source>Save the answer</source>
        <translation>Het antwoord opslaan</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word-document</translation>
    </message>
    <message>
        <source>OpenDocument text</source>
        <translation>OpenDocument-tekst</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Draft of an e-mail</source>
        <translation>Concept van een e-mail</translation>
    </message>
    <message>
        <source>{format} (.{ending})…</source>
        <translation>{format} (.{ending})…</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>In a folder, one file an answer</source>
        <translation>In een map, één bestand per antwoord</translation>
    </message>
    <message>
        <source>Together in one ZIP file</source>
        <translation>Samen in één ZIP-bestand</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>Kies waar…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Toon de map</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exporteren…</translation>
    </message>
    <message>
        <source>Export answers</source>
        <translation>Antwoorden exporteren</translation>
    </message>
    <message>
        <source>Word (.docx)</source>
        <translation>Word (.docx)</translation>
    </message>
    <message>
        <source>OpenDocument (.odt)</source>
        <translation>OpenDocument (.odt)</translation>
    </message>
    <message>
        <source>PDF (.pdf)</source>
        <translation>Pdf (.pdf)</translation>
    </message>
    <message>
        <source>Markdown (.md)</source>
        <translation>Markdown (.md)</translation>
    </message>
    <message>
        <source>E-mail draft (.eml)</source>
        <translation>Concept-e-mail (.eml)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Soort bestand</translation>
    </message>
    <message>
        <source>All answers</source>
        <translation>Alle antwoorden</translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n antwoord</numerusform>
            <numerusform>%n antwoorden</numerusform>
        </translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Waar</translation>
    </message>
    <message>
        <source>Answers {date}.zip</source>
        <translation>Antwoorden {date}.zip</translation>
    </message>
    <message>
        <source>{done} of {total} exported</source>
        <translation>{done} van {total} geëxporteerd</translation>
    </message>
    <message numerus="yes">
        <source>%n answers exported.</source>
        <translation>
            <numerusform>%n antwoord geëxporteerd.</numerusform>
            <numerusform>%n antwoorden geëxporteerd.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>Gestopt voor het einde.</translation>
    </message>
    <message numerus="yes">
        <source>%n answers could not be exported:</source>
        <translation>
            <numerusform>%n antwoord kon niet worden geëxporteerd:</numerusform>
            <numerusform>%n antwoorden konden niet worden geëxporteerd:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportNote</name>
    <message>
        <source>Open</source>
        <translation>Openen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>In map tonen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Deze melding sluiten</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Opgeslagen: {name}</translation>
    </message>
</context>
<context>
    <name>FastCopy</name>
    <message>
        <source>Make a fast cop&amp;y</source>
        <translation>Snelle &amp;kopie maken</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop making the fast copy</source>
        <translation>Stoppen met de snelle kopie</translation>
    </message>
    <message>
        <source>&amp;Remove the copy</source>
        <translation>Kopie ve&amp;rwijderen</translation>
    </message>
    <message>
        <source>Makes a fast copy… {percent} %</source>
        <translation>Maakt een snelle kopie… {percent} %</translation>
    </message>
    <message>
        <source>This computer reads this file slowly. A copy in a faster format takes about {size}; the original stays. It does not write quite the same: how often it does is measured.</source>
        <translation>Deze computer leest dit bestand traag. Een kopie in een sneller formaat kost ongeveer {size}; het origineel blijft. De kopie schrijft niet helemaal hetzelfde: hoe vaak wel, wordt gemeten.</translation>
    </message>
    <message>
        <source>A fast copy is used ({size}): answers about {times} times as fast. In {agreement} of 100 places it chooses the same next word as the original.</source>
        <translation>Er wordt een snelle kopie gebruikt ({size}): antwoorden zijn ongeveer {times} keer zo snel. Op {agreement} van de 100 plaatsen kiest deze hetzelfde volgende woord als het origineel.</translation>
    </message>
</context>
<context>
    <name>FieldCell</name>
    <message>
        <source>no choice</source>
        <translation>geen keuze</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>niet verplicht</translation>
    </message>
    <message>
        <source>Choose one of these.</source>
        <translation>Kies een van deze.</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Vul dit in.</translation>
    </message>
    <message>
        <source>A number from {lowest} to {highest}.</source>
        <translation>Een getal van {lowest} tot en met {highest}.</translation>
    </message>
    <message>
        <source>A date, such as 31-12-2026.</source>
        <translation>Een datum, zoals 31-12-2026.</translation>
    </message>
    <message>
        <source>Nothing chosen, which stands for: {default}</source>
        <translation>Niets gekozen; dat betekent: {default}</translation>
    </message>
    <message>
        <source>That text is too long: at most {count} characters.</source>
        <translation>Die tekst is te lang: hoogstens {count} tekens.</translation>
    </message>
</context>
<context>
    <name>FieldDetail</name>
    <message>
        <source>What the person reads above the field</source>
        <translation>Wat er boven het veld staat</translation>
    </message>
    <message>
        <source>Has to be filled in</source>
        <translation>Moet worden ingevuld</translation>
    </message>
    <message>
        <source>Documents are searched for it</source>
        <translation>Hiernaar wordt in documenten gezocht</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Opschrift</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Soort</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Keuzen</translation>
    </message>
    <message>
        <source>One on each line.</source>
        <translation>Eén op elke regel.</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Minstens</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Hoogstens</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Uitleg</translation>
    </message>
    <message>
        <source>Stands below the field.</source>
        <translation>Staat onder het veld.</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Voorbeeld</translation>
    </message>
    <message>
        <source>Stands greyed in the field while it is empty.</source>
        <translation>Staat grijs in het veld zolang dat leeg is.</translation>
    </message>
    <message>
        <source>Is there</source>
        <translation>Is er</translation>
    </message>
    <message>
        <source>On the command line: --field {id}=…</source>
        <translation>Op de opdrachtregel: --field {id}=…</translation>
    </message>
    <message>
        <source>Filled in beforehand</source>
        <translation>Vooraf ingevuld</translation>
    </message>
    <message>
        <source>one line of text</source>
        <translation>één regel tekst</translation>
    </message>
    <message>
        <source>longer text</source>
        <translation>langere tekst</translation>
    </message>
    <message>
        <source>one choice</source>
        <translation>één keuze</translation>
    </message>
    <message>
        <source>several choices</source>
        <translation>meer keuzen</translation>
    </message>
    <message>
        <source>number</source>
        <translation>getal</translation>
    </message>
    <message>
        <source>date</source>
        <translation>datum</translation>
    </message>
    <message>
        <source>check box</source>
        <translation>vinkje</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>documenten</translation>
    </message>
    <message>
        <source>list of lines</source>
        <translation>lijst van regels</translation>
    </message>
    <message>
        <source>first choice</source>
        <translation>eerste keuze</translation>
    </message>
    <message>
        <source>second choice</source>
        <translation>tweede keuze</translation>
    </message>
</context>
<context>
    <name>FileChooser</name>
    <message>
        <source>Add documents</source>
        <translation>Documenten toevoegen</translation>
    </message>
    <message>
        <source>Documents ({patterns})</source>
        <translation>Documenten ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle bestanden (*)</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Map toevoegen</translation>
    </message>
</context>
<context>
    <name>FillButtons</name>
    <message>
        <source>Undo</source>
        <translation>Herstellen</translation>
    </message>
    <message>
        <source>Back to what was filled in before</source>
        <translation>Terug naar wat er eerst was ingevuld</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Voorbeeld</translation>
    </message>
    <message>
        <source>Fill in an example, to see what this is for</source>
        <translation>Een voorbeeld invullen, om te zien waar dit voor is</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leegmaken</translation>
    </message>
    <message>
        <source>Empty the form</source>
        <translation>Het formulier leegmaken</translation>
    </message>
</context>
<context>
    <name>FolderDetails</name>
    <message>
        <source>Make changes without asking</source>
        <translation>Wijzigingen doorvoeren zonder te vragen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Opnieuw kijken</translation>
    </message>
    <message>
        <source>Stop keeping in step…</source>
        <translation>Niet meer bijhouden…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nu niet</translation>
    </message>
    <message>
        <source>{done} of {total} files</source>
        <translation>{done} van {total} bestanden</translation>
    </message>
    <message numerus="yes">
        <source>Make %n changes</source>
        <translation>
            <numerusform>%n wijziging doorvoeren</numerusform>
            <numerusform>%n wijzigingen doorvoeren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderModel</name>
    <message>
        <source>by itself</source>
        <translation>vanzelf</translation>
    </message>
</context>
<context>
    <name>FolderWords</name>
    <message>
        <source>being compared…</source>
        <translation>wordt vergeleken…</translation>
    </message>
    <message>
        <source>being brought up to date…</source>
        <translation>wordt bijgewerkt…</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>niet te bereiken</translation>
    </message>
    <message>
        <source>more than {count} files</source>
        <translation>meer dan {count} bestanden</translation>
    </message>
    <message>
        <source>in step</source>
        <translation>bijgewerkt</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n bestand</numerusform>
            <numerusform>%n bestanden</numerusform>
        </translation>
    </message>
    <message>
        <source>not compared yet</source>
        <translation>nog niet vergeleken</translation>
    </message>
    <message>
        <source>So many files are gone that nothing is removed unless you say so. Is a drive missing?</source>
        <translation>Er zijn zoveel bestanden weg dat er niets wordt verwijderd, tenzij u het zegt. Ontbreekt er een schijf?</translation>
    </message>
    <message>
        <source>The folder and the library differ in these files.</source>
        <translation>In deze bestanden verschillen de map en de bibliotheek.</translation>
    </message>
    <message>
        <source>The folder is being compared with the library.</source>
        <translation>De map wordt met de bibliotheek vergeleken.</translation>
    </message>
    <message>
        <source>The library is being brought up to date with this folder.</source>
        <translation>De bibliotheek wordt bijgewerkt naar deze map.</translation>
    </message>
    <message>
        <source>This folder cannot be reached, or is empty all of a sudden. Nothing is removed from the library. Connect the drive or the network, and look again.</source>
        <translation>Deze map is niet te bereiken, of is ineens leeg. Er wordt niets uit de bibliotheek verwijderd. Sluit de schijf of het netwerk aan en kijk opnieuw.</translation>
    </message>
    <message>
        <source>This folder holds more than {count} files: too many at once. Take it out here, and add the folders in it that you need.</source>
        <translation>In deze map staan meer dan {count} bestanden: te veel in één keer. Haal hem hier weg, en voeg de submappen toe die u nodig hebt.</translation>
    </message>
    <message>
        <source>The library has all that is in this folder.</source>
        <translation>Alles in deze map staat in de bibliotheek.</translation>
    </message>
    <message>
        <source>This folder was not compared with the library yet.</source>
        <translation>Deze map is nog niet met de bibliotheek vergeleken.</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n nieuw</numerusform>
            <numerusform>%n nieuw</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n gewijzigd</numerusform>
            <numerusform>%n gewijzigd</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved</source>
        <translation>
            <numerusform>%n verplaatst</numerusform>
            <numerusform>%n verplaatst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>%n verwijderd</numerusform>
            <numerusform>%n verwijderd</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation>Mappen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Folders that are kept in step</source>
        <translation>Mappen die worden bijgehouden</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Map toevoegen…</translation>
    </message>
    <message>
        <source>What is new, changed, moved or deleted in these folders is shown here.</source>
        <translation>Wat er nieuw, gewijzigd, verplaatst of verwijderd is in deze mappen, ziet u hier.</translation>
    </message>
    <message>
        <source>Binnenshuis can keep a folder in step: add it once, and what changes in it from then on is shown to you, and made so in the library when you say so.</source>
        <translation>Binnenshuis kan een map bijhouden: voeg hem één keer toe, en u ziet voortaan wat erin verandert. Als u dat zegt, wordt de bibliotheek bijgewerkt.</translation>
    </message>
</context>
<context>
    <name>FormLine</name>
    <message numerus="yes">
        <source>%n places could not be filled.</source>
        <translation>
            <numerusform>%n plaats kon niet worden ingevuld.</numerusform>
            <numerusform>%n plaatsen konden niet worden ingevuld.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is not in the language that was asked for.</source>
        <translation>Dit is niet in de gevraagde taal.</translation>
    </message>
    <message numerus="yes">
        <source>%n parts are not in the language that was asked for.</source>
        <translation>
            <numerusform>%n deel is niet in de gevraagde taal.</numerusform>
            <numerusform>%n delen zijn niet in de gevraagde taal.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not in the language that was asked for: {titles}.</source>
        <translation>Niet in de gevraagde taal: {titles}.</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Passages that were found</source>
        <translation>Gevonden passages</translation>
    </message>
</context>
<context>
    <name>FoundModel</name>
    <message>
        <source>page {page}</source>
        <translation>pagina {page}</translation>
    </message>
    <message>
        <source>Number {rank} of {count}, score {score} ({share}% of the best)</source>
        <translation>Nummer {rank} van {count}, score {score} ({share}% van de beste)</translation>
    </message>
</context>
<context>
    <name>HistoryFilters</name>
    <message>
        <source>All tasks</source>
        <translation>Alle taken</translation>
    </message>
    <message>
        <source>Of which task</source>
        <translation>Van welke taak</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>Elke dag</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Deze week</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Deze maand</translation>
    </message>
    <message>
        <source>Chosen days…</source>
        <translation>Gekozen dagen…</translation>
    </message>
    <message>
        <source>From when</source>
        <translation>Van wanneer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Van</translation>
    </message>
    <message>
        <source>until</source>
        <translation>t/m</translation>
    </message>
    <message>
        <source>Written: {which}</source>
        <translation>Geschreven: {which}</translation>
    </message>
    <message>
        <source>Chosen days</source>
        <translation>Gekozen dagen</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Show all</source>
        <translation>Toon alles</translation>
    </message>
    <message>
        <source>Earlier answers</source>
        <translation>Eerdere antwoorden</translation>
    </message>
    <message>
        <source>Find an answer</source>
        <translation>Een antwoord zoeken</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Alles exporteren…</translation>
    </message>
    <message>
        <source>Export what is listed…</source>
        <translation>Wat getoond wordt exporteren…</translation>
    </message>
    <message>
        <source>Examples of tasks…</source>
        <translation>Voorbeelden bij taken…</translation>
    </message>
    <message>
        <source>More about the answers</source>
        <translation>Meer over de antwoorden</translation>
    </message>
    <message>
        <source>Export, examples</source>
        <translation>Exporteren, voorbeelden</translation>
    </message>
    <message>
        <source>No answer fits.</source>
        <translation>Geen antwoord past hierbij.</translation>
    </message>
    <message>
        <source>Your answers are kept here, on this computer.</source>
        <translation>Uw antwoorden worden hier bewaard, op deze computer.</translation>
    </message>
</context>
<context>
    <name>ItemList</name>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>Omhoog (Alt+Omhoog)</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>Omlaag (Alt+Omlaag)</translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation>Verwijderen (Delete)</translation>
    </message>
    <message>
        <source>Something is wrong here</source>
        <translation>Hier klopt iets niet</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message numerus="yes">
        <source>%n passages</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineNumbers</name>
    <message>
        <source>Drag to another place (Alt with an arrow key)</source>
        <translation>Sleep naar een andere plaats (Alt met een pijltoets)</translation>
    </message>
</context>
<context>
    <name>ListedDocuments</name>
    <message>
        <source>Read again</source>
        <translation>Opnieuw lezen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Openen</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Tonen in de map</translation>
    </message>
    <message>
        <source>Erase for good…</source>
        <translation>Voorgoed wissen…</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>Verplaatsen naar</translation>
    </message>
    <message>
        <source>Always read</source>
        <translation>Altijd lezen</translation>
    </message>
    <message>
        <source>Looking up your documents…</source>
        <translation>Uw documenten opzoeken…</translation>
    </message>
    <message>
        <source>Find a document</source>
        <translation>Een document zoeken</translation>
    </message>
    <message>
        <source>More to do with the selected documents</source>
        <translation>Meer doen met de gekozen documenten</translation>
    </message>
    <message>
        <source>Always read, move, or erase for good</source>
        <translation>Altijd lezen, verplaatsen, of voorgoed wissen</translation>
    </message>
    <message>
        <source>No document is called that.</source>
        <translation>Geen enkel document heet zo.</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n geselecteerd</numerusform>
            <numerusform>%n geselecteerd</numerusform>
        </translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Nieuwe verzameling…</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Map of the library</source>
        <translation>Kaart van uw documenten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Looking up the map…</source>
        <translation>De kaart wordt opgezocht…</translation>
    </message>
    <message>
        <source>Show all alike</source>
        <translation>Alles gelijk tonen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>Make the map</source>
        <translation>Kaart maken</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Inzoomen (+)</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Uitzoomen (-)</translation>
    </message>
    <message>
        <source>Show the whole map (0)</source>
        <translation>De hele kaart tonen (0)</translation>
    </message>
    <message>
        <source>The map is being made. You can go on working.</source>
        <translation>De kaart wordt gemaakt. U kunt doorwerken.</translation>
    </message>
    <message>
        <source>The library has changed: the map is being made anew…</source>
        <translation>Uw documenten zijn veranderd: de kaart wordt opnieuw gemaakt…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>There is no map yet.</source>
        <translation>Er is nog geen kaart.</translation>
    </message>
    <message>
        <source>The library is empty. Add documents, and they appear here.</source>
        <translation>Er zijn nog geen documenten. Voeg ze toe, dan verschijnen ze hier.</translation>
    </message>
    <message numerus="yes">
        <source>%n passages are too few for a map. Add more documents.</source>
        <translation>
            <numerusform>%n passage is te weinig voor een kaart. Voeg meer documenten toe.</numerusform>
            <numerusform>%n passages zijn te weinig voor een kaart. Voeg meer documenten toe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message>
        <source>{passages} from {documents}. What lies close together is alike in meaning.</source>
        <translation>{passages} uit {documents}. Wat dicht bij elkaar ligt, lijkt op elkaar in betekenis.</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Overige</translation>
    </message>
    <message numerus="yes">
        <source>%n passages of the answer are lit.</source>
        <translation>
            <numerusform>%n passage van het antwoord licht op.</numerusform>
            <numerusform>%n passages van het antwoord lichten op.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map of the library</source>
        <translation>Kaart van uw documenten</translation>
    </message>
    <message>
        <source>The arrow keys go from passage to passage, Enter opens one, + - and 0 zoom.</source>
        <translation>Met de pijltoetsen gaat u van passage naar passage, Enter opent er een, met + - en 0 zoomt u.</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>pagina {page}</translation>
    </message>
</context>
<context>
    <name>MarkedText</name>
    <message>
        <source>Show source {number}</source>
        <translation>Bron {number} tonen</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>niet gevonden</translation>
    </message>
    <message>
        <source>partly</source>
        <translation>deels</translation>
    </message>
    <message>
        <source>The documents that were read bear this out only in part, or say it otherwise.</source>
        <translation>De gelezen documenten bevestigen dit maar ten dele, of zeggen het anders.</translation>
    </message>
    <message>
        <source>Not found in the documents that were read.</source>
        <translation>Niet gevonden in de gelezen documenten.</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>&amp;Bestand kiezen…</translation>
    </message>
    <message>
        <source>Choose a f&amp;older…</source>
        <translation>&amp;Map kiezen…</translation>
    </message>
    <message>
        <source>&amp;Writes</source>
        <translation>&amp;Schrijft</translation>
    </message>
    <message>
        <source>a GGUF file with a chat template</source>
        <translation>een GGUF-bestand met een chat-sjabloon</translation>
    </message>
    <message>
        <source>Sear&amp;ches</source>
        <translation>&amp;Zoekt</translation>
    </message>
    <message>
        <source>a sentence-transformers folder</source>
        <translation>een sentence-transformers-map</translation>
    </message>
    <message>
        <source>none</source>
        <translation>geen</translation>
    </message>
    <message>
        <source>{name} (starter: small and English)</source>
        <translation>{name} (startmodel: klein en Engels)</translation>
    </message>
    <message>
        <source>Choose a model that writes</source>
        <translation>Kies een model dat schrijft</translation>
    </message>
    <message>
        <source>Models (*.gguf)</source>
        <translation>Modellen (*.gguf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle bestanden (*)</translation>
    </message>
    <message>
        <source>Choose a model that searches</source>
        <translation>Kies een model dat zoekt</translation>
    </message>
</context>
<context>
    <name>MoreButton</name>
    <message>
        <source>Folders kept in step…</source>
        <translation>Mappen bijhouden…</translation>
    </message>
    <message>
        <source>Problem files…</source>
        <translation>Probleembestanden…</translation>
    </message>
    <message>
        <source>New collection…</source>
        <translation>Nieuwe verzameling…</translation>
    </message>
    <message>
        <source>Rename the collection…</source>
        <translation>Verzameling hernoemen…</translation>
    </message>
    <message>
        <source>Erase the collection…</source>
        <translation>Verzameling wissen…</translation>
    </message>
    <message>
        <source>Export the collection…</source>
        <translation>Verzameling opslaan als bestand…</translation>
    </message>
    <message>
        <source>Import a collection…</source>
        <translation>Verzameling inlezen…</translation>
    </message>
    <message>
        <source>More about the documents</source>
        <translation>Meer over de documenten</translation>
    </message>
    <message>
        <source>Folders, problems, collections</source>
        <translation>Mappen, problemen, verzamelingen</translation>
    </message>
</context>
<context>
    <name>MoreTab</name>
    <message>
        <source>Compare each sentence with the documents</source>
        <translation>Elke zin vergelijken met de documenten</translation>
    </message>
    <message>
        <source>Repeats words of the documents, so it may be written faster</source>
        <translation>Neemt woorden uit de documenten over, dus kan sneller worden geschreven</translation>
    </message>
    <message>
        <source>Add documents…</source>
        <translation>Documenten toevoegen…</translation>
    </message>
    <message>
        <source>How the model writes</source>
        <translation>Hoe het model schrijft</translation>
    </message>
    <message>
        <source>Language of the answer</source>
        <translation>Taal van het antwoord</translation>
    </message>
    <message>
        <source>While reading everything</source>
        <translation>Tijdens het lezen van alles</translation>
    </message>
    <message>
        <source>What to write down of each part where the whole is too long to be read at once.</source>
        <translation>Wat er van elk deel moet worden opgeschreven als het geheel te lang is om in één keer te lezen.</translation>
    </message>
    <message>
        <source>Always read whole</source>
        <translation>Altijd helemaal lezen</translation>
    </message>
    <message>
        <source>A path on each line.</source>
        <translation>Een pad op elke regel.</translation>
    </message>
    <message>
        <source>that of the window</source>
        <translation>die van het venster</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Nederlands</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Engels</translation>
    </message>
    <message>
        <source>as “{field}” says</source>
        <translation>zoals “{field}” zegt</translation>
    </message>
</context>
<context>
    <name>MoreTuning</name>
    <message>
        <source>new each time</source>
        <translation>steeds nieuw</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Only the likeliest words that make up this share together. 1 leaves all in.</source>
        <translation>Alleen de waarschijnlijkste woorden die samen dit deel uitmaken. Met 1 doen alle woorden mee.</translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <source>Leaves out words that are less likely than this share of the likeliest one.</source>
        <translation>Laat woorden weg die minder waarschijnlijk zijn dan dit deel van het waarschijnlijkste woord.</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Only so many of the likeliest words. 0 leaves all in.</source>
        <translation>Alleen zo veel van de waarschijnlijkste woorden. Met 0 doen alle woorden mee.</translation>
    </message>
    <message>
        <source>Repeat penalty</source>
        <translation>Straf op herhaling</translation>
    </message>
    <message>
        <source>Above 1 words that were just used become less likely.</source>
        <translation>Boven 1 worden woorden die net zijn gebruikt minder waarschijnlijk.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Beginwaarde</translation>
    </message>
    <message>
        <source>The same number gives the same answer to the same form. Empty: new each time.</source>
        <translation>Hetzelfde getal geeft bij hetzelfde formulier hetzelfde antwoord. Leeg: steeds nieuw.</translation>
    </message>
</context>
<context>
    <name>NameQuestion</name>
    <message>
        <source>Name of the collection</source>
        <translation>Naam van de verzameling</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>A group of documents that you can ask by itself, move to another computer or erase.</source>
        <translation>Een groep documenten die u apart kunt bevragen, naar een andere computer kunt brengen of kunt wissen.</translation>
    </message>
    <message>
        <source>There is a collection of this name already.</source>
        <translation>Er is al een verzameling met deze naam.</translation>
    </message>
</context>
<context>
    <name>NoModelPage</name>
    <message>
        <source>Binnenshuis needs a language model</source>
        <translation>Binnenshuis heeft een taalmodel nodig</translation>
    </message>
    <message>
        <source>A language model is a file that writes, here on this computer. Nothing leaves it.</source>
        <translation>Een taalmodel is een bestand dat schrijft, hier op deze computer. Er gaat niets naar buiten.</translation>
    </message>
    <message>
        <source>Ask your IT department for one that speaks Dutch: a file that ends in .gguf.</source>
        <translation>Vraag uw ICT-afdeling om een model dat Nederlands kent: een bestand dat eindigt op .gguf.</translation>
    </message>
    <message>
        <source>A second, small model finds passages: a folder in the sentence-transformers form.</source>
        <translation>Een tweede, klein model vindt passages: een map in de vorm van sentence-transformers.</translation>
    </message>
    <message>
        <source>Only looking around? Install the starter models, small and English, and start again:</source>
        <translation>Wilt u alleen rondkijken? Installeer de startmodellen, klein en Engels, en start opnieuw:</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation>Deze melding sluiten</translation>
    </message>
</context>
<context>
    <name>OutputChoice</name>
    <message>
        <source>Change…</source>
        <translation>Wijzigen…</translation>
    </message>
    <message>
        <source>Change the folder for the answers</source>
        <translation>De map voor de antwoorden wijzigen</translation>
    </message>
    <message>
        <source>Beside the table, each row can have documents of its own</source>
        <translation>Naast de tabel kan elke rij eigen documenten krijgen</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>Map:</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Word-document</translation>
    </message>
    <message>
        <source>OpenDocument</source>
        <translation>OpenDocument-bestand</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF-bestand</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown-bestand</translation>
    </message>
    <message>
        <source>E-mail draft</source>
        <translation>Concept-e-mail</translation>
    </message>
    <message>
        <source>Folder for the answers</source>
        <translation>Map voor de antwoorden</translation>
    </message>
    <message>
        <source>Table only</source>
        <translation>Alleen tabel</translation>
    </message>
    <message>
        <source>Table and {format}</source>
        <translation>Tabel en {format}</translation>
    </message>
    <message numerus="yes">
        <source>Table and %n formats</source>
        <translation>
            <numerusform>Tabel en %n soort</numerusform>
            <numerusform>Tabel en %n soorten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PageControls</name>
    <message>
        <source>Previous page (Ctrl+Page Up)</source>
        <translation>Vorige pagina (Ctrl+Page Up)</translation>
    </message>
    <message>
        <source>Next page (Ctrl+Page Down)</source>
        <translation>Volgende pagina (Ctrl+Page Down)</translation>
    </message>
    <message>
        <source>Zoom out (Ctrl+−)</source>
        <translation>Uitzoomen (Ctrl+−)</translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation>Inzoomen (Ctrl++)</translation>
    </message>
    <message>
        <source>Fit to width (Ctrl+0)</source>
        <translation>Over de hele breedte (Ctrl+0)</translation>
    </message>
    <message>
        <source>Show as text</source>
        <translation>Als tekst tonen</translation>
    </message>
</context>
<context>
    <name>PagePicture</name>
    <message>
        <source>Picture of the page</source>
        <translation>Afbeelding van de pagina</translation>
    </message>
</context>
<context>
    <name>PageText</name>
    <message>
        <source>Page</source>
        <translation>Pagina</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>The document cannot be opened on this computer.</source>
        <translation>Het document kan op deze computer niet worden geopend.</translation>
    </message>
    <message>
        <source>The passage as it was read</source>
        <translation>De passage zoals die is gelezen</translation>
    </message>
    <message>
        <source>The passage</source>
        <translation>De passage</translation>
    </message>
    <message>
        <source>Back to page {page}, with the passage</source>
        <translation>Terug naar pagina {page}, met de passage</translation>
    </message>
    <message>
        <source>The document has changed: this passage is no longer on the page. It read:</source>
        <translation>Het document is veranderd: deze passage staat niet meer op de pagina. Er stond:</translation>
    </message>
    <message>
        <source>This document is no longer in the library. This is the passage that was read.</source>
        <translation>Dit document staat niet meer in Binnenshuis. Dit is de passage die is gelezen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>The page is being drawn…</source>
        <translation>De pagina wordt getekend…</translation>
    </message>
    <message>
        <source>The passage cannot be marked on this picture of the page; it stands below it.</source>
        <translation>De passage kan op deze afbeelding van de pagina niet worden gemarkeerd; ze staat eronder.</translation>
    </message>
    <message>
        <source>The file was changed after it was read. This is the text that was read.</source>
        <translation>Het bestand is veranderd nadat het gelezen is. Dit is de tekst die is gelezen.</translation>
    </message>
    <message>
        <source>The file is no longer where it was. This is the text that was read.</source>
        <translation>Het bestand staat niet meer waar het stond. Dit is de tekst die is gelezen.</translation>
    </message>
    <message>
        <source>There is no picture of this page. This is the text that was read.</source>
        <translation>Van deze pagina is er geen afbeelding. Dit is de tekst die is gelezen.</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Password</source>
        <translation>Wachtwoord</translation>
    </message>
    <message>
        <source>Show what I type</source>
        <translation>Toon wat ik typ</translation>
    </message>
    <message>
        <source>Read the file</source>
        <translation>Bestand lezen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>The password is kept until the program ends, in its memory only.</source>
        <translation>Het wachtwoord wordt bewaard tot het programma stopt, alleen in het geheugen.</translation>
    </message>
    <message>
        <source>The password of this file</source>
        <translation>Het wachtwoord van dit bestand</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Bezig met lezen…</translation>
    </message>
</context>
<context>
    <name>PickerView</name>
    <message>
        <source>Documents</source>
        <translation>Documenten</translation>
    </message>
</context>
<context>
    <name>PinMenu</name>
    <message>
        <source>For all tasks</source>
        <translation>Bij alle taken</translation>
    </message>
    <message>
        <source>Read whole for every question, wherever you ask. Only where you choose documents for a question, those alone are read.</source>
        <translation>Wordt bij elke vraag helemaal gelezen, waar u ook zoekt. Alleen als u bij een vraag zelf documenten kiest, worden alleen die gelezen.</translation>
    </message>
</context>
<context>
    <name>Pinning</name>
    <message numerus="yes">
        <source>%n documents are always read whole now: about {words} words, {percent} % of what the model reads at once.</source>
        <translation>
            <numerusform>%n document wordt nu altijd helemaal gelezen: ongeveer {words} woorden, {percent} % van wat het model in één keer leest.</numerusform>
            <numerusform>%n documenten worden nu altijd helemaal gelezen: samen ongeveer {words} woorden, {percent} % van wat het model in één keer leest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no room to read these %n documents whole, beside the assignment and what else is always read. They are searched, as before.</source>
        <translation>
            <numerusform>Er is geen ruimte om dit ene document (%n) helemaal te lezen, naast de opdracht en wat verder altijd wordt gelezen. Er wordt wel in gezocht, zoals eerst.</numerusform>
            <numerusform>Er is geen ruimte om deze %n documenten helemaal te lezen, naast de opdracht en wat verder altijd wordt gelezen. Er wordt wel in gezocht, zoals eerst.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no room to read “{name}” whole, beside the assignment and what else is always read. It is searched, as before.</source>
        <translation>Er is geen ruimte om “{name}” helemaal te lezen, naast de opdracht en wat verder altijd wordt gelezen. Er wordt wel in gezocht, zoals eerst.</translation>
    </message>
</context>
<context>
    <name>PreparingSign</name>
    <message>
        <source>Ready to write</source>
        <translation>Klaar om te schrijven</translation>
    </message>
    <message>
        <source>What this form needs has been read: the answer begins soon after Generate.</source>
        <translation>Wat voor dit formulier nodig is, is gelezen: na Genereren begint het antwoord snel.</translation>
    </message>
    <message>
        <source>Reading along…</source>
        <translation>Leest mee…</translation>
    </message>
    <message>
        <source>While you type, what this form needs is already being looked up and read.</source>
        <translation>Terwijl u typt, wordt wat voor dit formulier nodig is al opgezocht en gelezen.</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Preset</source>
        <translation>Voorinstelling</translation>
    </message>
    <message>
        <source>Your own settings</source>
        <translation>Eigen instellingen</translation>
    </message>
    <message>
        <source>These settings are no preset.</source>
        <translation>Deze instellingen zijn geen voorinstelling.</translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message>
        <source>Save as a preset…</source>
        <translation>Als voorinstelling bewaren…</translation>
    </message>
    <message>
        <source>Rename the preset…</source>
        <translation>Voorinstelling hernoemen…</translation>
    </message>
    <message>
        <source>Delete the preset</source>
        <translation>Voorinstelling verwijderen</translation>
    </message>
    <message>
        <source>Back to the task&apos;s own</source>
        <translation>Terug naar die van de taak</translation>
    </message>
    <message>
        <source>More about presets</source>
        <translation>Meer over voorinstellingen</translation>
    </message>
    <message>
        <source>Save, rename or delete a preset</source>
        <translation>Een voorinstelling bewaren, hernoemen of verwijderen</translation>
    </message>
</context>
<context>
    <name>PresetNames</name>
    <message>
        <source>Precise</source>
        <translation>Precies</translation>
    </message>
    <message>
        <source>Always the likeliest word: for facts and figures.</source>
        <translation>Altijd het waarschijnlijkste woord: voor feiten en cijfers.</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Evenwichtig</translation>
    </message>
    <message>
        <source>Mostly likely words: for letters and summaries.</source>
        <translation>Meestal waarschijnlijke woorden: voor brieven en samenvattingen.</translation>
    </message>
    <message>
        <source>Creative words</source>
        <translation>Creatieve woorden</translation>
    </message>
    <message>
        <source>Also unlikely words: for ideas and slogans.</source>
        <translation>Ook onwaarschijnlijke woorden: voor ideeën en slogans.</translation>
    </message>
    <message>
        <source>The task&apos;s own</source>
        <translation>Van de taak zelf</translation>
    </message>
    <message>
        <source>As the maker of the task meant it.</source>
        <translation>Zoals de maker van de taak het bedoelde.</translation>
    </message>
    <message>
        <source>Your own preset, for this task.</source>
        <translation>Uw eigen voorinstelling, voor deze taak.</translation>
    </message>
    <message>
        <source>Your own preset.</source>
        <translation>Uw eigen voorinstelling.</translation>
    </message>
</context>
<context>
    <name>PresetQuestion</name>
    <message>
        <source>Name of the preset</source>
        <translation>Naam van de voorinstelling</translation>
    </message>
    <message>
        <source>For example: short and friendly</source>
        <translation>Bijvoorbeeld: kort en vriendelijk</translation>
    </message>
    <message>
        <source>There is a preset of this name already.</source>
        <translation>Er is al een voorinstelling met deze naam.</translation>
    </message>
    <message>
        <source>Only for the task “{name}”</source>
        <translation>Alleen voor de taak “{name}”</translation>
    </message>
    <message>
        <source>Only with the model “{name}”</source>
        <translation>Alleen met het model “{name}”</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Bewaren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>PresetUndo</name>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>Preset “{name}” is deleted.</source>
        <translation>Voorinstelling “{name}” is verwijderd.</translation>
    </message>
</context>
<context>
    <name>QuietBar</name>
    <message>
        <source>Show</source>
        <translation>Tonen</translation>
    </message>
</context>
<context>
    <name>RatingButtons</name>
    <message>
        <source>Good answer</source>
        <translation>Goed antwoord</translation>
    </message>
    <message>
        <source>Not a good answer</source>
        <translation>Geen goed antwoord</translation>
    </message>
</context>
<context>
    <name>RatingMenu</name>
    <message>
        <source>&amp;Good answer</source>
        <translation>&amp;Goed antwoord</translation>
    </message>
    <message>
        <source>&amp;Not a good answer</source>
        <translation>G&amp;een goed antwoord</translation>
    </message>
    <message>
        <source>More about this answer</source>
        <translation>Meer over dit antwoord</translation>
    </message>
    <message>
        <source>Say how good this answer is</source>
        <translation>Zeg hoe goed dit antwoord is</translation>
    </message>
</context>
<context>
    <name>ReadingBar</name>
    <message>
        <source>Reading documents</source>
        <translation>Documenten lezen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Read the failed ones again</source>
        <translation>Mislukte opnieuw lezen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Deze melding sluiten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Bezig te stoppen…</translation>
    </message>
    <message numerus="yes">
        <source>Then %n more that you added</source>
        <translation>
            <numerusform>Daarna nog %n die u hebt toegevoegd</numerusform>
            <numerusform>Daarna nog %n die u hebt toegevoegd</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading the search model…</source>
        <translation>Zoekmodel laden…</translation>
    </message>
    <message>
        <source>Finding files: {count}</source>
        <translation>Bestanden zoeken: {count}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} van {total}</translation>
    </message>
    <message>
        <source>Recognising text: page {done} of {total}</source>
        <translation>Tekst herkennen: pagina {done} van {total}</translation>
    </message>
    <message>
        <source>Updating the index…</source>
        <translation>Index bijwerken…</translation>
    </message>
    <message>
        <source>Building the index anew…</source>
        <translation>Index opnieuw maken…</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Voorbereiden…</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>nog minder dan een minuut</translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>nog ongeveer %n min</numerusform>
            <numerusform>nog ongeveer %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hours left</source>
        <translation>
            <numerusform>nog ongeveer %n uur</numerusform>
            <numerusform>nog ongeveer %n uur</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Gestopt.</translation>
    </message>
    <message>
        <source>There was nothing to read.</source>
        <translation>Er was niets te lezen.</translation>
    </message>
    <message numerus="yes">
        <source>%n read</source>
        <translation>
            <numerusform>%n gelezen</numerusform>
            <numerusform>%n gelezen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already in the library</source>
        <translation>
            <numerusform>%n al bekend</numerusform>
            <numerusform>%n al bekend</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n niet gelezen</numerusform>
            <numerusform>%n niet gelezen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Protected by a password</source>
        <translation>Met een wachtwoord beveiligd</translation>
    </message>
    <message>
        <source>Scans, and Tesseract is not installed</source>
        <translation>Scans, en Tesseract is niet geïnstalleerd</translation>
    </message>
    <message>
        <source>Scans in which no words were recognised</source>
        <translation>Scans waarin geen woorden zijn herkend</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Te groot</translation>
    </message>
    <message>
        <source>Damaged, or not what the name says</source>
        <translation>Beschadigd, of iets anders dan de naam zegt</translation>
    </message>
    <message>
        <source>Set aside: the reader broke down on them</source>
        <translation>Apart gezet: de lezer liep erop vast</translation>
    </message>
    <message>
        <source>Set aside: reading took too long</source>
        <translation>Apart gezet: lezen duurde te lang</translation>
    </message>
    <message>
        <source>Without text</source>
        <translation>Zonder tekst</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>Kan niet worden geopend</translation>
    </message>
    <message>
        <source>Of a kind that cannot be read</source>
        <translation>Van een soort die niet kan worden gelezen</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Kon niet worden gelezen</translation>
    </message>
    <message>
        <source>Give the password of a PDF. Of other files, save a copy without one.</source>
        <translation>Geef het wachtwoord van een PDF. Bewaar van andere bestanden een kopie zonder wachtwoord.</translation>
    </message>
    <message>
        <source>Tesseract, with Dutch and English, recognises the text of scans. Have it installed, then try again.</source>
        <translation>Tesseract, met Nederlands en Engels, herkent de tekst van scans. Laat het installeren en probeer het daarna opnieuw.</translation>
    </message>
    <message>
        <source>Scan the paper again, sharper or at 300 dpi.</source>
        <translation>Scan het papier opnieuw, scherper of op 300 dpi.</translation>
    </message>
    <message>
        <source>Split the file and add the parts.</source>
        <translation>Splits het bestand en voeg de delen toe.</translation>
    </message>
    <message>
        <source>Open the file yourself and save it again.</source>
        <translation>Open het bestand zelf en bewaar het opnieuw.</translation>
    </message>
    <message>
        <source>They are not tried again by themselves. Saved anew, they may be readable.</source>
        <translation>Ze worden niet vanzelf opnieuw geprobeerd. Opnieuw bewaard zijn ze misschien leesbaar.</translation>
    </message>
    <message>
        <source>Open them yourself: what is empty can be ignored.</source>
        <translation>Open ze zelf: wat leeg is kunt u negeren.</translation>
    </message>
    <message>
        <source>Are they still there, and may you read them?</source>
        <translation>Zijn ze er nog, en mag u ze lezen?</translation>
    </message>
    <message>
        <source>Save them as PDF, Word or text, or ignore them.</source>
        <translation>Bewaar ze als PDF, Word of tekst, of negeer ze.</translation>
    </message>
    <message>
        <source>Try again, or ignore them.</source>
        <translation>Probeer het opnieuw, of negeer ze.</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Genegeerd</translation>
    </message>
    <message>
        <source>They are no longer counted, and are not tried again until they change.</source>
        <translation>Ze tellen niet meer mee, en worden pas opnieuw geprobeerd als ze veranderen.</translation>
    </message>
    <message>
        <source>being read…</source>
        <translation>wordt gelezen…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wacht</translation>
    </message>
    <message>
        <source>this file</source>
        <translation>dit bestand</translation>
    </message>
</context>
<context>
    <name>RemovalBar</name>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>Erasing…</source>
        <translation>Wissen…</translation>
    </message>
    <message>
        <source>Bring them back (Ctrl+Z)</source>
        <translation>Zet ze terug (Ctrl+Z)</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>RemovalQuestion</name>
    <message>
        <source>The files in the folder stay as they are. What is to become of the documents that the library has of them?</source>
        <translation>De bestanden in de map blijven zoals ze zijn. Wat moet er gebeuren met de documenten die de bibliotheek ervan heeft?</translation>
    </message>
    <message>
        <source>They stay</source>
        <translation>Ze blijven</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>Haal ze eruit</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>RequestPanel</name>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Genereren</translation>
    </message>
    <message>
        <source>Write the answer (Ctrl+Enter)</source>
        <translation>Het antwoord schrijven (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>Stop writing (Esc); what was written stays</source>
        <translation>Stoppen met schrijven (Esc); wat er al staat, blijft staan</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>Row</source>
        <translation>Rij</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Being made…</source>
        <translation>Wordt gemaakt…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Mislukt</translation>
    </message>
    <message>
        <source>Not right</source>
        <translation>Klopt niet</translation>
    </message>
</context>
<context>
    <name>RowsPage</name>
    <message>
        <source>Many at once</source>
        <translation>Veel tegelijk</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Taak</translation>
    </message>
    <message>
        <source>Task:</source>
        <translation>Taak:</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolommen</translation>
    </message>
    <message>
        <source>Which column is which field</source>
        <translation>Welke kolom bij welk veld hoort</translation>
    </message>
    <message>
        <source>Another…</source>
        <translation>Ander bestand…</translation>
    </message>
    <message>
        <source>Choose another spreadsheet</source>
        <translation>Een ander spreadsheet kiezen</translation>
    </message>
    <message>
        <source>Rows of the spreadsheet</source>
        <translation>Rijen van het spreadsheet</translation>
    </message>
    <message>
        <source>Only what is not right</source>
        <translation>Alleen wat niet klopt</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n rij</numerusform>
            <numerusform>%n rijen</numerusform>
        </translation>
    </message>
    <message>
        <source>No column is called as a field is: choose a field for each below.</source>
        <translation>Geen kolom heet als een veld: kies hieronder per kolom een veld.</translation>
    </message>
    <message>
        <source>Not used: {columns}.</source>
        <translation>Niet gebruikt: {columns}.</translation>
    </message>
    <message numerus="yes">
        <source>%n rows are not right, and are not made.</source>
        <translation>
            <numerusform>%n rij klopt niet en wordt niet gemaakt.</numerusform>
            <numerusform>%n rijen kloppen niet en worden niet gemaakt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is ready: fill in a row for each answer, then drag it here.</source>
        <translation>{name} staat klaar: vul een rij in per antwoord en sleep het bestand hierheen.</translation>
    </message>
    <message>
        <source>These rows failed: {rows}. Choose one to see why.</source>
        <translation>Deze rijen zijn mislukt: {rows}. Kies er een om te zien waarom.</translation>
    </message>
    <message>
        <source>It could not be opened: {path}</source>
        <translation>Openen is niet gelukt: {path}</translation>
    </message>
</context>
<context>
    <name>RunFoot</name>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Open the table</source>
        <translation>Tabel openen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Map openen</translation>
    </message>
    <message>
        <source>Rows that are made</source>
        <translation>Rijen die gemaakt zijn</translation>
    </message>
    <message numerus="yes">
        <source>%n answers to be made</source>
        <translation>
            <numerusform>%n antwoord te maken</numerusform>
            <numerusform>%n antwoorden te maken</numerusform>
        </translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Voorbereiden…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} van {total}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stopt…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Verdergaan</translation>
    </message>
    <message>
        <source>Failed ones again</source>
        <translation>Mislukte opnieuw</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{done} van {total} klaar</translation>
    </message>
</context>
<context>
    <name>ScopeChooser</name>
    <message>
        <source>All documents</source>
        <translation>Alle documenten</translation>
    </message>
    <message numerus="yes">
        <source>The %n documents chosen in the list</source>
        <translation>
            <numerusform>%n document dat in de lijst is gekozen</numerusform>
            <numerusform>De %n documenten die in de lijst zijn gekozen</numerusform>
        </translation>
    </message>
    <message>
        <source>Documents: choose them in the list first</source>
        <translation>Documenten: kies ze eerst in de lijst</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>Een map…</translation>
    </message>
    <message>
        <source>Ask the documents of a folder</source>
        <translation>De documenten van een map vragen</translation>
    </message>
    <message numerus="yes">
        <source>Reads the %n documents of the form</source>
        <translation>
            <numerusform>Leest het document van het formulier (%n)</numerusform>
            <numerusform>Leest de %n documenten van het formulier</numerusform>
        </translation>
    </message>
    <message>
        <source>Take them out of the form to choose here where is asked.</source>
        <translation>Haal ze uit het formulier om hier te kiezen waar wordt gezocht.</translation>
    </message>
    <message>
        <source>Where: {scope}</source>
        <translation>Waar: {scope}</translation>
    </message>
</context>
<context>
    <name>ScopeWords</name>
    <message>
        <source>All documents</source>
        <translation>Alle documenten</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>Pdf</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Word</translation>
    </message>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>PowerPoint</source>
        <translation>PowerPoint</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webpagina</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>changed from {first} to {last}</source>
        <translation>gewijzigd van {first} tot en met {last}</translation>
    </message>
    <message>
        <source>changed since {first}</source>
        <translation>gewijzigd sinds {first}</translation>
    </message>
    <message>
        <source>changed until {last}</source>
        <translation>gewijzigd tot en met {last}</translation>
    </message>
    <message numerus="yes">
        <source>%n collections</source>
        <translation>
            <numerusform>%n verzameling</numerusform>
            <numerusform>%n verzamelingen</numerusform>
        </translation>
    </message>
    <message>
        <source>a collection that is gone</source>
        <translation>een verzameling die er niet meer is</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen documents</source>
        <translation>
            <numerusform>%n gekozen document</numerusform>
            <numerusform>%n gekozen documenten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
</context>
<context>
    <name>SearchFilters</name>
    <message>
        <source>No filters</source>
        <translation>Zonder filters</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Maakt niet uit</translation>
    </message>
    <message>
        <source>In the last month</source>
        <translation>In de afgelopen maand</translation>
    </message>
    <message>
        <source>In the last year</source>
        <translation>In het afgelopen jaar</translation>
    </message>
    <message>
        <source>Between two days…</source>
        <translation>Tussen twee dagen…</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Van</translation>
    </message>
    <message>
        <source>until</source>
        <translation>tot en met</translation>
    </message>
    <message>
        <source>Changed: {which}</source>
        <translation>Gewijzigd: {which}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message numerus="yes">
        <source>%n kinds</source>
        <translation>
            <numerusform>%n soort</numerusform>
            <numerusform>%n soorten</numerusform>
        </translation>
    </message>
    <message>
        <source>Type: {kinds}</source>
        <translation>Soort: {kinds}</translation>
    </message>
    <message>
        <source>last month</source>
        <translation>afgelopen maand</translation>
    </message>
    <message>
        <source>last year</source>
        <translation>afgelopen jaar</translation>
    </message>
    <message>
        <source>between</source>
        <translation>tussen</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>altijd</translation>
    </message>
    <message>
        <source>Changed: {period}</source>
        <translation>Gewijzigd: {period}</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>What does it find?</source>
        <translation>Wat wordt er gevonden?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Ask this</source>
        <translation>Dit vragen</translation>
    </message>
    <message>
        <source>Type a question or a few words</source>
        <translation>Typ een vraag of een paar woorden</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Vraag</translation>
    </message>
    <message>
        <source>Take this question to the form, and where to ask it</source>
        <translation>Deze vraag overnemen in het formulier, met waar er wordt gezocht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>No documents yet. Add some, and search them here.</source>
        <translation>Er zijn nog geen documenten. Voeg ze toe en doorzoek ze hier.</translation>
    </message>
    <message>
        <source>Type a question to see which passages it finds, before any model writes.</source>
        <translation>Typ een vraag om te zien welke passages erbij worden gevonden, nog voordat een model schrijft.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Zoeken…</translation>
    </message>
    <message>
        <source>Nothing found. Try other words.</source>
        <translation>Niets gevonden. Probeer andere woorden.</translation>
    </message>
    <message>
        <source>Nothing found. Try other words or fewer filters.</source>
        <translation>Niets gevonden. Probeer andere woorden of minder filters.</translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documenten</numerusform>
        </translation>
    </message>
    <message>
        <source>{passages} from {documents}, in {seconds} s</source>
        <translation>{passages} uit {documents}, in {seconds} s</translation>
    </message>
    <message>
        <source>Searching… The search model is being loaded first.</source>
        <translation>Zoeken… Eerst wordt het zoekmodel geladen.</translation>
    </message>
    <message>
        <source>Searching… The index is brought up to date first.</source>
        <translation>Zoeken… Eerst wordt de index bijgewerkt.</translation>
    </message>
</context>
<context>
    <name>SectionDetail</name>
    <message>
        <source>None: only the text</source>
        <translation>Geen: alleen de tekst</translation>
    </message>
    <message>
        <source>One on each line.</source>
        <translation>Eén op elke regel.</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Kop</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Soort</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Lengte</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Hoeveel</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Aantal</translation>
    </message>
    <message>
        <source>May be fewer, from</source>
        <translation>Mogen er minder zijn, vanaf</translation>
    </message>
    <message>
        <source>Empty: always exactly as many.</source>
        <translation>Leeg: altijd precies zoveel.</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolommen</translation>
    </message>
    <message>
        <source>And a column for each of</source>
        <translation>En een kolom voor elk van</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Keuzen</translation>
    </message>
    <message>
        <source>The answer has one of these lines.</source>
        <translation>Het antwoord heeft één van deze regels.</translation>
    </message>
    <message>
        <source>Below each item</source>
        <translation>Onder elk punt</translation>
    </message>
    <message>
        <source>One line for each label, such as “Why:”. Nothing: only the item itself.</source>
        <translation>Een regel voor elk opschrift, zoals “Waarom:”. Niets: alleen het punt zelf.</translation>
    </message>
    <message>
        <source>Share of the length</source>
        <translation>Deel van de lengte</translation>
    </message>
    <message>
        <source>Compared with the other sections.</source>
        <translation>Vergeleken met de andere onderdelen.</translation>
    </message>
    <message>
        <source>Is there</source>
        <translation>Is er</translation>
    </message>
    <message>
        <source>one paragraph</source>
        <translation>één alinea</translation>
    </message>
    <message>
        <source>as many paragraphs as needed</source>
        <translation>zoveel alinea&apos;s als nodig</translation>
    </message>
    <message>
        <source>running text</source>
        <translation>lopende tekst</translation>
    </message>
    <message>
        <source>bullets</source>
        <translation>opsomming</translation>
    </message>
    <message>
        <source>numbered list</source>
        <translation>genummerde lijst</translation>
    </message>
    <message>
        <source>table</source>
        <translation>tabel</translation>
    </message>
    <message>
        <source>a single line</source>
        <translation>een enkele regel</translation>
    </message>
    <message>
        <source>a date</source>
        <translation>een datum</translation>
    </message>
    <message>
        <source>one of some choices</source>
        <translation>één van enkele keuzen</translation>
    </message>
    <message>
        <source>always the same number</source>
        <translation>altijd hetzelfde aantal</translation>
    </message>
    <message>
        <source>as “{field}” says</source>
        <translation>zoals “{field}” zegt</translation>
    </message>
    <message>
        <source>a row for each of “{field}”</source>
        <translation>een rij voor elk van “{field}”</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>niets</translation>
    </message>
    <message>
        <source>First column</source>
        <translation>Eerste kolom</translation>
    </message>
    <message>
        <source>Second column</source>
        <translation>Tweede kolom</translation>
    </message>
    <message>
        <source>first choice</source>
        <translation>eerste keuze</translation>
    </message>
    <message>
        <source>second choice</source>
        <translation>tweede keuze</translation>
    </message>
</context>
<context>
    <name>SectionStrip</name>
    <message>
        <source>Write “{name}” again</source>
        <translation>“{name}” opnieuw schrijven</translation>
    </message>
    <message>
        <source>Write this part again; the others stay</source>
        <translation>Dit deel opnieuw schrijven; de andere blijven</translation>
    </message>
    <message>
        <source>Unlock “{name}”</source>
        <translation>“{name}” ontgrendelen</translation>
    </message>
    <message>
        <source>Lock “{name}”</source>
        <translation>“{name}” vergrendelen</translation>
    </message>
    <message>
        <source>Locked: it stays as it is when the answer is written again</source>
        <translation>Vergrendeld: het blijft zoals het is als het antwoord opnieuw wordt geschreven</translation>
    </message>
    <message>
        <source>Lock: leave this part as it is when the answer is written again</source>
        <translation>Vergrendelen: dit deel laten zoals het is als het antwoord opnieuw wordt geschreven</translation>
    </message>
</context>
<context>
    <name>SectionStrips</name>
    <message>
        <source>Part {number}</source>
        <translation>Deel {number}</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Preset of row {number}</source>
        <translation>Voorinstelling van rij {number}</translation>
    </message>
    <message>
        <source>Temperature of row {number}</source>
        <translation>Temperatuur van rij {number}</translation>
    </message>
    <message>
        <source>Maximum length of row {number}</source>
        <translation>Maximale lengte van rij {number}</translation>
    </message>
    <message>
        <source>Model of row {number}</source>
        <translation>Model van rij {number}</translation>
    </message>
    <message>
        <source>Remove row {number}</source>
        <translation>Rij {number} verwijderen</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Instellingen</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>De taal verandert als u Binnenshuis opnieuw start.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modellen</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Deze computer</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Zoals het systeem</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Taal</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Weergave</translation>
    </message>
    <message>
        <source>&amp;Word template</source>
        <translation>&amp;Word-sjabloon</translation>
    </message>
    <message>
        <source>&amp;Show the folder</source>
        <translation>Map t&amp;onen</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Uw gegevens</translation>
    </message>
    <message>
        <source>Binnenshuis {version}. It opens no connection to anything.</source>
        <translation>Binnenshuis {version}. Het maakt nergens verbinding mee.</translation>
    </message>
    <message>
        <source>Apache licence 2.0; Qt under the LGPL 3.</source>
        <translation>Apache-licentie 2.0; Qt onder de LGPL 3.</translation>
    </message>
</context>
<context>
    <name>SettingsRows</name>
    <message>
        <source>Another row</source>
        <translation>Nog een rij</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voorinstelling</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatuur</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
</context>
<context>
    <name>SideBySidePage</name>
    <message>
        <source>Try settings side by side</source>
        <translation>Instellingen naast elkaar proberen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>&amp;Write the answers</source>
        <translation>Antwoorden &amp;schrijven</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>Underline what differs from the first</source>
        <translation>Onderstreep wat anders is dan in het eerste</translation>
    </message>
    <message>
        <source>And show what is missing</source>
        <translation>En toon wat ontbreekt</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Instellingen</translation>
    </message>
    <message>
        <source>Show or hide the settings that are tried</source>
        <translation>De instellingen die geprobeerd worden tonen of verbergen</translation>
    </message>
    <message>
        <source>Choose two to four settings above. Your form is answered with each of them, one after the other, and the answers stand here side by side.</source>
        <translation>Kies hierboven twee tot vier instellingen. Uw formulier wordt met elk daarvan beantwoord, na elkaar, en de antwoorden staan hier naast elkaar.</translation>
    </message>
    <message>
        <source>Settings {number} are in the form now.</source>
        <translation>Instellingen {number} staan nu in het formulier.</translation>
    </message>
    <message>
        <source>Erase the other answers…</source>
        <translation>De andere antwoorden wissen…</translation>
    </message>
    <message numerus="yes">
        <source>Erase %n answers for good?</source>
        <translation>
            <numerusform>%n antwoord definitief wissen?</numerusform>
            <numerusform>%n antwoorden definitief wissen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Keep as a preset</source>
        <translation>Als voorinstelling bewaren</translation>
    </message>
    <message>
        <source>Kept as preset “{name}”.</source>
        <translation>Bewaard als voorinstelling “{name}”.</translation>
    </message>
    <message>
        <source>It is not known which models there are.</source>
        <translation>Het is niet bekend welke modellen er zijn.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stopt…</translation>
    </message>
    <message>
        <source>One after the other. Leaving this page stops it; what is written stays.</source>
        <translation>Een voor een. Als u deze pagina verlaat, stopt het; wat geschreven is, blijft.</translation>
    </message>
    <message>
        <source>An answer is being written. This can begin when that is done.</source>
        <translation>Er wordt een antwoord geschreven. Daarna kan dit beginnen.</translation>
    </message>
    <message>
        <source>Every answer is kept among the earlier ones.</source>
        <translation>Elk antwoord blijft bewaard bij de eerdere antwoorden.</translation>
    </message>
</context>
<context>
    <name>SourceActions</name>
    <message>
        <source>Copy quote</source>
        <translation>Citaat kopiëren</translation>
    </message>
    <message>
        <source>Open document</source>
        <translation>Document openen</translation>
    </message>
    <message>
        <source>The file is no longer where it was.</source>
        <translation>Het bestand staat niet meer waar het stond.</translation>
    </message>
    <message>
        <source>“{quote}”
{document}, page {page}</source>
        <translation>“{quote}”
{document}, pagina {page}</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Also read: {count}</source>
        <translation>Ook gelezen: {count}</translation>
    </message>
    <message>
        <source>Also read</source>
        <translation>Ook gelezen</translation>
    </message>
    <message>
        <source>Inspired by</source>
        <translation>Geïnspireerd op</translation>
    </message>
    <message>
        <source>Inspired by: {count}</source>
        <translation>Geïnspireerd op: {count}</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Bronnen</translation>
    </message>
    <message>
        <source>Sources: {count}</source>
        <translation>Bronnen: {count}</translation>
    </message>
    <message>
        <source>Sources read</source>
        <translation>Gelezen bronnen</translation>
    </message>
    <message>
        <source>Sources read: {count}</source>
        <translation>Gelezen bronnen: {count}</translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Back to the documents (Esc)</source>
        <translation>Terug naar de documenten (Esc)</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>Previous source</source>
        <translation>Vorige bron</translation>
    </message>
    <message>
        <source>Next source</source>
        <translation>Volgende bron</translation>
    </message>
    <message>
        <source>Show larger, in a window of its own</source>
        <translation>Groter tonen, in een eigen venster</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} van {count}</translation>
    </message>
    <message>
        <source>Erased document</source>
        <translation>Gewist document</translation>
    </message>
</context>
<context>
    <name>SourcesModel</name>
    <message>
        <source>Erased document</source>
        <translation>Gewist document</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>pagina {page}</translation>
    </message>
</context>
<context>
    <name>SpreadsheetSource</name>
    <message>
        <source>Choose a spreadsheet</source>
        <translation>Een spreadsheet kiezen</translation>
    </message>
    <message>
        <source>Spreadsheets ({patterns})</source>
        <translation>Spreadsheets ({patterns})</translation>
    </message>
    <message>
        <source>Save a spreadsheet to fill in</source>
        <translation>Een invulbestand bewaren</translation>
    </message>
</context>
<context>
    <name>SpreadsheetZone</name>
    <message>
        <source>Each row becomes an answer; the columns are the fields of the task.</source>
        <translation>Elke rij wordt een antwoord; de kolommen zijn de velden van de taak.</translation>
    </message>
    <message>
        <source>Choose a spreadsheet…</source>
        <translation>Spreadsheet kiezen…</translation>
    </message>
    <message>
        <source>Make one to fill in…</source>
        <translation>Invulbestand maken…</translation>
    </message>
    <message>
        <source>A spreadsheet with a column for each field, and an example</source>
        <translation>Een spreadsheet met een kolom voor elk veld, en een voorbeeld</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Reading the spreadsheet…</source>
        <translation>Het spreadsheet wordt gelezen…</translation>
    </message>
    <message>
        <source>Drag a spreadsheet here</source>
        <translation>Sleep een spreadsheet hierheen</translation>
    </message>
    <message>
        <source>Drop a spreadsheet here</source>
        <translation>Een spreadsheet hier neerzetten</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Starting…</source>
        <translation>Starten…</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Geen model</translation>
    </message>
    <message>
        <source>The model that writes. Press to choose another.</source>
        <translation>Het model dat schrijft. Klik om een ander te kiezen.</translation>
    </message>
    <message>
        <source>{name} (starter: small and English)</source>
        <translation>{name} (startmodel: klein en Engels)</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Gereed</translation>
    </message>
    <message>
        <source>Waiting for the data folder</source>
        <translation>Wacht op de gegevensmap</translation>
    </message>
    <message>
        <source>Starting again…</source>
        <translation>Opnieuw starten…</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Niet gestart</translation>
    </message>
    <message>
        <source>{what}: {percent} %</source>
        <translation>{what}: {percent} %</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Model laden</translation>
    </message>
    <message>
        <source>Reading for an answer</source>
        <translation>Lezen voor een antwoord</translation>
    </message>
    <message>
        <source>Reading everything for an answer</source>
        <translation>Alles lezen voor een antwoord</translation>
    </message>
    <message>
        <source>Writing an answer</source>
        <translation>Antwoord schrijven</translation>
    </message>
    <message>
        <source>Measuring this computer</source>
        <translation>Deze computer meten</translation>
    </message>
    <message>
        <source>Converting a model</source>
        <translation>Model omzetten</translation>
    </message>
    <message>
        <source>Bringing the search index up to date</source>
        <translation>Zoekindex bijwerken</translation>
    </message>
    <message>
        <source>Reading documents</source>
        <translation>Documenten lezen</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>No connections</source>
        <translation>Geen verbindingen</translation>
    </message>
</context>
<context>
    <name>SupportLine</name>
    <message numerus="yes">
        <source>The documents bear out all %n sentences.</source>
        <translation>
            <numerusform>De documenten bevestigen %n zin.</numerusform>
            <numerusform>De documenten bevestigen alle %n zinnen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n sentences was found in the documents.</source>
        <translation>
            <numerusform>%n zin is niet gevonden in de documenten.</numerusform>
            <numerusform>Geen van de %n zinnen is gevonden in de documenten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The documents bear out {count} of %n sentences</source>
        <translation>
            <numerusform>De documenten bevestigen {count} van %n zin</numerusform>
            <numerusform>De documenten bevestigen {count} van de %n zinnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only in part</source>
        <translation>
            <numerusform>%n maar ten dele</numerusform>
            <numerusform>%n maar ten dele</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n was not found</source>
        <translation>
            <numerusform>%n is niet gevonden</numerusform>
            <numerusform>%n zijn niet gevonden</numerusform>
        </translation>
    </message>
    <message>
        <source>The documents bear this out.</source>
        <translation>De documenten bevestigen dit.</translation>
    </message>
    <message>
        <source>The documents bear this out only in part.</source>
        <translation>De documenten bevestigen dit maar ten dele.</translation>
    </message>
    <message>
        <source>This was not found in the documents.</source>
        <translation>Dit is niet gevonden in de documenten.</translation>
    </message>
</context>
<context>
    <name>TaskActions</name>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (kopie)</translation>
    </message>
    <message>
        <source>Export the task</source>
        <translation>De taak exporteren</translation>
    </message>
    <message>
        <source>Import a task</source>
        <translation>Een taak importeren</translation>
    </message>
    <message>
        <source>“{task}” is as it came with the program again.</source>
        <translation>“{task}” is weer zoals die bij het programma hoort.</translation>
    </message>
    <message>
        <source>The task “{task}” is removed.</source>
        <translation>De taak “{task}” is verwijderd.</translation>
    </message>
    <message>
        <source>The task “{task}” has changes that are not saved.</source>
        <translation>De taak “{task}” heeft wijzigingen die nog niet zijn opgeslagen.</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Verder bewerken</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>“{task}” is in {path}.</source>
        <translation>“{task}” staat in {path}.</translation>
    </message>
    <message>
        <source>The task “{task}” is added.</source>
        <translation>De taak “{task}” is toegevoegd.</translation>
    </message>
    <message>
        <source>There is a task “{task}” already</source>
        <translation>Er is al een taak “{task}”</translation>
    </message>
    <message>
        <source>You can put this one in its place, or beside it under the same name.</source>
        <translation>U kunt deze ervoor in de plaats zetten, of ernaast onder dezelfde naam.</translation>
    </message>
    <message>
        <source>Put beside it</source>
        <translation>Ernaast zetten</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Vervangen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Tasks ({patterns})</source>
        <translation>Taken ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle bestanden (*)</translation>
    </message>
</context>
<context>
    <name>TaskEditorPage</name>
    <message>
        <source>New task</source>
        <translation>Nieuwe taak</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>Op&amp;slaan</translation>
    </message>
    <message>
        <source>Save and &amp;try</source>
        <translation>Opslaan en &amp;proberen</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Wijzigingen weggooien</translation>
    </message>
    <message>
        <source>Save the changes of “{task}”?</source>
        <translation>De wijzigingen van “{task}” opslaan?</translation>
    </message>
    <message>
        <source>They are not saved yet.</source>
        <translation>Ze zijn nog niet opgeslagen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Opslaan</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Verder bewerken</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Velden</translation>
    </message>
    <message>
        <source>Add a field</source>
        <translation>Veld toevoegen</translation>
    </message>
    <message>
        <source>What the person fills in, from top to bottom.</source>
        <translation>Wat iemand invult, van boven naar beneden.</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Onderdelen</translation>
    </message>
    <message>
        <source>Add a section</source>
        <translation>Onderdeel toevoegen</translation>
    </message>
    <message>
        <source>What the answer always consists of. The program puts headings, numbers and tables; the model fills them in.</source>
        <translation>Waar het antwoord altijd uit bestaat. Het programma zet de koppen, nummers en tabellen; het model vult ze in.</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Voorbeelden</translation>
    </message>
    <message>
        <source>Add an example</source>
        <translation>Voorbeeld toevoegen</translation>
    </message>
    <message>
        <source>Filled-in forms with a good answer: the model writes like these. None is needed.</source>
        <translation>Ingevulde formulieren met een goed antwoord: zo gaat het model schrijven. Ze hoeven er niet te zijn.</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Taak</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulier</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
    <message>
        <source>Language of the words</source>
        <translation>Taal van de woorden</translation>
    </message>
    <message>
        <source>Save the task and fill in its form (Ctrl+Enter)</source>
        <translation>De taak opslaan en het formulier invullen (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Save the task (Ctrl+S)</source>
        <translation>De taak opslaan (Ctrl+S)</translation>
    </message>
    <message>
        <source>One language</source>
        <translation>Eén taal</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Nederlands</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Engels</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Opgeslagen</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Nog niet opgeslagen</translation>
    </message>
    <message>
        <source>Something is still wrong</source>
        <translation>Er klopt nog iets niet</translation>
    </message>
    <message>
        <source>“{what}” is removed.</source>
        <translation>“{what}” is verwijderd.</translation>
    </message>
    <message>
        <source>Text without a heading</source>
        <translation>Tekst zonder kop</translation>
    </message>
    <message>
        <source>Example {number}</source>
        <translation>Voorbeeld {number}</translation>
    </message>
    <message>
        <source>New field</source>
        <translation>Nieuw veld</translation>
    </message>
    <message>
        <source>New section</source>
        <translation>Nieuw onderdeel</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <source>Tasks</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Your own tasks</source>
        <translation>Uw eigen taken</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>Nieuwe taak</translation>
    </message>
    <message>
        <source>Change, share and import tasks</source>
        <translation>Taken wijzigen, delen en importeren</translation>
    </message>
    <message>
        <source>Changed by you</source>
        <translation>Door u gewijzigd</translation>
    </message>
    <message>
        <source>New task…</source>
        <translation>Nieuwe taak…</translation>
    </message>
    <message>
        <source>Import a task…</source>
        <translation>Taak importeren…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Wijzigen…</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>Dupliceren…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporteren…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Back to how it came</source>
        <translation>Terug naar hoe hij was</translation>
    </message>
</context>
<context>
    <name>TaskPreview</name>
    <message>
        <source>A new task</source>
        <translation>Een nieuwe taak</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Zo wordt het</translation>
    </message>
</context>
<context>
    <name>TaskStart</name>
    <message>
        <source>Answer to a complaint</source>
        <translation>Antwoord op een klacht</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>&amp;Beginnen</translation>
    </message>
    <message>
        <source>What is the task called?</source>
        <translation>Hoe heet de taak?</translation>
    </message>
    <message>
        <source>What does its answer look like?</source>
        <translation>Hoe ziet het antwoord eruit?</translation>
    </message>
    <message>
        <source>Running text</source>
        <translation>Lopende tekst</translation>
    </message>
    <message>
        <source>a message, an explanation, an advice</source>
        <translation>een bericht, een uitleg, een advies</translation>
    </message>
    <message>
        <source>A numbered list</source>
        <translation>Een genummerde lijst</translation>
    </message>
    <message>
        <source>always as many points as are asked for</source>
        <translation>altijd zoveel punten als gevraagd</translation>
    </message>
    <message>
        <source>A table</source>
        <translation>Een tabel</translation>
    </message>
    <message>
        <source>always the same columns</source>
        <translation>altijd dezelfde kolommen</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leeg</translation>
    </message>
    <message>
        <source>you make form and answer from the beginning</source>
        <translation>u maakt formulier en antwoord vanaf het begin</translation>
    </message>
    <message>
        <source>{what}: {told}</source>
        <translation>{what}: {told}</translation>
    </message>
    <message>
        <source>All of it can be changed afterwards. A task can also begin as a copy: right-click it.</source>
        <translation>Alles is daarna te veranderen. Een taak kan ook als kopie beginnen: klik er met de rechtermuisknop op.</translation>
    </message>
</context>
<context>
    <name>TaskTab</name>
    <message>
        <source>Answer to a complaint</source>
        <translation>Antwoord op een klacht</translation>
    </message>
    <message>
        <source>A friendly answer to a complaint, with what we will do.</source>
        <translation>Een vriendelijk antwoord op een klacht, met wat wij gaan doen.</translation>
    </message>
    <message>
        <source>You answer complaints for a municipality. Write in plain, friendly sentences.</source>
        <translation>Je beantwoordt klachten voor een gemeente. Schrijf in gewone, vriendelijke zinnen.</translation>
    </message>
    <message>
        <source>This is not in the documents.</source>
        <translation>Dit staat niet in de documenten.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>Waar de taak voor is</translation>
    </message>
    <message>
        <source>Stands above the form.</source>
        <translation>Staat boven het formulier.</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documenten</translation>
    </message>
    <message>
        <source>How much is read</source>
        <translation>Hoeveel wordt gelezen</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Opdracht</translation>
    </message>
    <message>
        <source>What the model is told, before the documents and the form: who it writes for, and how.</source>
        <translation>Wat het model te horen krijgt, vóór de documenten en het formulier: voor wie het schrijft, en hoe.</translation>
    </message>
    <message>
        <source>Where nothing is found</source>
        <translation>Als er niets is gevonden</translation>
    </message>
    <message>
        <source>The whole answer then.</source>
        <translation>Dat is dan het hele antwoord.</translation>
    </message>
    <message>
        <source>Give the task a name.</source>
        <translation>Geef de taak een naam.</translation>
    </message>
    <message>
        <source>Say what the model is to do.</source>
        <translation>Zeg wat het model moet doen.</translation>
    </message>
    <message>
        <source>Uses them where there are any</source>
        <translation>Gebruikt ze als ze er zijn</translation>
    </message>
    <message>
        <source>Answers only from documents</source>
        <translation>Antwoordt alleen uit documenten</translation>
    </message>
    <message>
        <source>Reads none</source>
        <translation>Leest er geen</translation>
    </message>
    <message>
        <source>the best passages</source>
        <translation>de beste passages</translation>
    </message>
    <message>
        <source>everything, from the first page</source>
        <translation>alles, vanaf de eerste pagina</translation>
    </message>
    <message>
        <source>as “{field}” says</source>
        <translation>zoals “{field}” zegt</translation>
    </message>
</context>
<context>
    <name>TaskTuning</name>
    <message>
        <source>Temperature</source>
        <translation>Temperatuur</translation>
    </message>
    <message>
        <source>Maximum length in tokens</source>
        <translation>Maximale lengte in tokens</translation>
    </message>
</context>
<context>
    <name>TemperaturePicture</name>
    <message>
        <source>What temperature does</source>
        <translation>Wat temperatuur doet</translation>
    </message>
    <message>
        <source>After the first answer you see here which words could have begun it. An example: at 0 an answer always begins with the likeliest word, “The”. At 0.7 now and then with “In” or “This”, at 1.5 also with “Perhaps”.</source>
        <translation>Na het eerste antwoord ziet u hier met welke woorden het had kunnen beginnen. Een voorbeeld: bij 0 begint een antwoord altijd met het waarschijnlijkste woord, “De”. Bij 0,7 af en toe met “In” of “Dit”, bij 1,5 ook met “Misschien”.</translation>
    </message>
    <message>
        <source>Words that could have begun the last answer. A low temperature keeps to the likeliest, a high one gives the others a chance.</source>
        <translation>Woorden waarmee het laatste antwoord had kunnen beginnen. Een lage temperatuur houdt het bij het waarschijnlijkste, een hoge geeft de andere een kans.</translation>
    </message>
    <message>
        <source>Struck out: never chosen at temperature 0.</source>
        <translation>Doorgestreept: nooit gekozen bij temperatuur 0.</translation>
    </message>
    <message>
        <source>Struck out: never chosen, because of top-p, min-p or top-k below.</source>
        <translation>Doorgestreept: nooit gekozen, door top-p, min-p of top-k hieronder.</translation>
    </message>
</context>
<context>
    <name>ThisComputer</name>
    <message>
        <source>How far measuring is</source>
        <translation>Hoe ver het meten is</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Stop&amp;pen</translation>
    </message>
    <message>
        <source>Takes about a minute. Whatever you ask meanwhile comes first.</source>
        <translation>Duurt ongeveer een minuut. Wat u intussen vraagt, gaat voor.</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>Opnieuw &amp;meten</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Meten</translation>
    </message>
    <message>
        <source>How fast the models are here is measured when the program has been idle for a while.</source>
        <translation>Hoe snel de modellen hier zijn, wordt gemeten zodra het programma even niets te doen heeft.</translation>
    </message>
    <message>
        <source>Other programs were at work when this was measured, so the figures are on the low side.</source>
        <translation>Tijdens het meten waren andere programma&apos;s bezig, dus de cijfers zijn aan de lage kant.</translation>
    </message>
    <message>
        <source>With these settings the models run fastest on this computer.</source>
        <translation>Met deze instellingen werken de modellen op deze computer het snelst.</translation>
    </message>
    <message>
        <source>Reads about {read} words a second and writes about {written}.</source>
        <translation>Leest ongeveer {read} woorden per seconde en schrijft er ongeveer {written}.</translation>
    </message>
    <message>
        <source>Makes about {passages} passages a second searchable.</source>
        <translation>Maakt ongeveer {passages} passages per seconde doorzoekbaar.</translation>
    </message>
    <message>
        <source>on</source>
        <translation>aan</translation>
    </message>
    <message>
        <source>off</source>
        <translation>uit</translation>
    </message>
    <message>
        <source>Writes with {threads} threads, reads with {batch_threads} and {chunk} tokens at once; flash attention {flash}.</source>
        <translation>Schrijft met {threads} threads, leest met {batch_threads} en {chunk} tokens tegelijk; flash attention {flash}.</translation>
    </message>
    <message>
        <source>Searches with {threads} threads in {numbers}, {batch} passages at once.</source>
        <translation>Zoekt met {threads} threads in {numbers}, {batch} passages tegelijk.</translation>
    </message>
    <message>
        <source>Measuring begins when nothing else is being done…</source>
        <translation>Het meten begint zodra er niets anders meer loopt…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppen…</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Bezig met meten…</translation>
    </message>
    <message>
        <source>Measuring, {left}…</source>
        <translation>Bezig met meten, {left}…</translation>
    </message>
</context>
<context>
    <name>TransferBar</name>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Export the collection</source>
        <translation>Verzameling opslaan als bestand</translation>
    </message>
    <message>
        <source>Import a collection</source>
        <translation>Verzameling inlezen</translation>
    </message>
    <message>
        <source>Collections ({pattern})</source>
        <translation>Verzamelingen ({pattern})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle bestanden (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documenten</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported: {documents}, {size}.</source>
        <translation>Opgeslagen: {documents}, {size}.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stoppen…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Gestopt. Er is niets veranderd.</translation>
    </message>
    <message>
        <source>Importing “{name}”</source>
        <translation>“{name}” inlezen</translation>
    </message>
    <message>
        <source>Exporting “{name}”</source>
        <translation>“{name}” opslaan</translation>
    </message>
    <message numerus="yes">
        <source>%n documents were in the library already.</source>
        <translation>
            <numerusform>%n document stond al in de bibliotheek.</numerusform>
            <numerusform>%n documenten stonden al in de bibliotheek.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no documents in this file.</source>
        <translation>Er staan geen documenten in dit bestand.</translation>
    </message>
    <message numerus="yes">
        <source>“{name}” came in with %n documents.</source>
        <translation>
            <numerusform>“{name}” is ingelezen, met %n document.</numerusform>
            <numerusform>“{name}” is ingelezen, met %n documenten.</numerusform>
        </translation>
    </message>
    <message>
        <source>To or from a file</source>
        <translation>Van of naar een bestand</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Deze melding sluiten</translation>
    </message>
</context>
<context>
    <name>TrialColumn</name>
    <message>
        <source>How far answer {number} is</source>
        <translation>Hoe ver antwoord {number} is</translation>
    </message>
    <message>
        <source>Answer {number}</source>
        <translation>Antwoord {number}</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>Deze instellingen gebruiken</translation>
    </message>
    <message>
        <source>Keep as a preset…</source>
        <translation>Als voorinstelling bewaren…</translation>
    </message>
    <message>
        <source>These are in use</source>
        <translation>Deze zijn in gebruik</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>Eigen instellingen</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>temperature {temperature}, at most {tokens}</source>
        <translation>temperatuur {temperature}, hooguit {tokens}</translation>
    </message>
    <message>
        <source>Erased.</source>
        <translation>Gewist.</translation>
    </message>
    <message>
        <source>Not written.</source>
        <translation>Niet geschreven.</translation>
    </message>
    <message>
        <source>Changing the model…</source>
        <translation>Wisselt van model…</translation>
    </message>
    <message>
        <source>Waits for its turn.</source>
        <translation>Wacht op zijn beurt.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stopt…</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Laadt het model…</translation>
    </message>
    <message>
        <source>Writing, {time} left</source>
        <translation>Schrijft, nog {time}</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schrijft…</translation>
    </message>
    <message>
        <source>Reading, {time} left</source>
        <translation>Leest, nog {time}</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leest…</translation>
    </message>
    <message>
        <source>Stopped; what was written stays.</source>
        <translation>Gestopt; wat geschreven is, blijft.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Gestopt.</translation>
    </message>
    <message>
        <source>{total} s, {first} s until the first word; {tokens}</source>
        <translation>{total} s, {first} s tot het eerste woord; {tokens}</translation>
    </message>
</context>
<context>
    <name>TroubleView</name>
    <message>
        <source>Files that could not be read</source>
        <translation>Bestanden die niet konden worden gelezen</translation>
    </message>
</context>
<context>
    <name>TroublesPage</name>
    <message>
        <source>Problems</source>
        <translation>Problemen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>Opnieuw proberen…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>No problems: every file that was added could be read.</source>
        <translation>Geen problemen: elk toegevoegd bestand kon worden gelezen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Negeren</translation>
    </message>
    <message>
        <source>Password…</source>
        <translation>Wachtwoord…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Map openen</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>Alles opnieuw</translation>
    </message>
    <message>
        <source>Trying again: {done} of {total}</source>
        <translation>Opnieuw proberen: {done} van {total}</translation>
    </message>
    <message>
        <source>Recognising text: page {done} of {total}</source>
        <translation>Tekst herkennen: pagina {done} van {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n files ignored</source>
        <translation>
            <numerusform>%n bestand genegeerd</numerusform>
            <numerusform>%n bestanden genegeerd</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>The folder could not be opened: {folder}</source>
        <translation>De map kon niet worden geopend: {folder}</translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be read, so no answer uses them.</source>
        <translation>
            <numerusform>%n bestand kon niet worden gelezen; geen antwoord gebruikt het.</numerusform>
            <numerusform>%n bestanden konden niet worden gelezen; geen antwoord gebruikt ze.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show ignored ({count})</source>
        <translation>Genegeerde tonen ({count})</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Weer tellen</translation>
    </message>
</context>
<context>
    <name>TuningPanel</name>
    <message>
        <source>Temperature</source>
        <translation>Temperatuur</translation>
    </message>
    <message>
        <source>factual</source>
        <translation>feitelijk</translation>
    </message>
    <message>
        <source>creative</source>
        <translation>creatief</translation>
    </message>
    <message>
        <source>Maximum length</source>
        <translation>Maximale lengte</translation>
    </message>
    <message>
        <source>{words}, {time}</source>
        <translation>{words}, {time}</translation>
    </message>
    <message>
        <source>This form needs {needed} tokens for whole sentences.</source>
        <translation>Dit formulier heeft {needed} tokens nodig voor hele zinnen.</translation>
    </message>
    <message>
        <source>Reset to the task&apos;s values</source>
        <translation>Waarden van de taak herstellen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n words</source>
        <translation>
            <numerusform>ongeveer %n woord</numerusform>
            <numerusform>ongeveer %n woorden</numerusform>
        </translation>
    </message>
    <message>
        <source>Use {needed}</source>
        <translation>Neem {needed}</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>evenwichtig</translation>
    </message>
    <message>
        <source>free</source>
        <translation>vrij</translation>
    </message>
</context>
<context>
    <name>TuningPlace</name>
    <message>
        <source>Try settings side by side…</source>
        <translation>Instellingen naast elkaar proberen…</translation>
    </message>
    <message>
        <source>The same form with other settings or models, as columns that you can compare</source>
        <translation>Hetzelfde formulier met andere instellingen of modellen, als kolommen die u kunt vergelijken</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voorinstelling</translation>
    </message>
    <message>
        <source>Save as a preset</source>
        <translation>Als voorinstelling bewaren</translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation>Voorinstelling hernoemen</translation>
    </message>
</context>
<context>
    <name>TuningSlider</name>
    <message>
        <source>Double-click: back to the task&apos;s value</source>
        <translation>Dubbelklik: terug naar de waarde van de taak</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message numerus="yes">
        <source>%n documents removed</source>
        <translation>
            <numerusform>%n document verwijderd</numerusform>
            <numerusform>%n documenten verwijderd</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionBar</name>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Deze gebruiken</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergelijken…</translation>
    </message>
    <message>
        <source>Version {number} of {count}</source>
        <translation>Versie {number} van {count}</translation>
    </message>
    <message>
        <source>Version before this one</source>
        <translation>Versie hiervoor</translation>
    </message>
    <message>
        <source>Version after this one</source>
        <translation>Versie hierna</translation>
    </message>
    <message>
        <source>Back to the version before (Ctrl+Z)</source>
        <translation>Terug naar de versie hiervoor (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Let this version be the answer in the list of earlier ones</source>
        <translation>Deze versie laten gelden als het antwoord in de lijst met eerdere</translation>
    </message>
    <message>
        <source>Two versions side by side (Ctrl+Shift+D)</source>
        <translation>Twee versies naast elkaar (Ctrl+Shift+D)</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Versions side by side</source>
        <translation>Versies naast elkaar</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Versie {number}</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Deze gebruiken</translation>
    </message>
    <message>
        <source>Version to the left</source>
        <translation>Versie links</translation>
    </message>
    <message>
        <source>Version to the right</source>
        <translation>Versie rechts</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
    <message>
        <source>The texts are the same.</source>
        <translation>De teksten zijn gelijk.</translation>
    </message>
    <message numerus="yes">
        <source>%n words struck through are only to the left</source>
        <translation>
            <numerusform>%n doorgestreept woord staat alleen links</numerusform>
            <numerusform>%n doorgestreepte woorden staan alleen links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n words underlined are only to the right</source>
        <translation>
            <numerusform>%n onderstreept woord staat alleen rechts</numerusform>
            <numerusform>%n onderstreepte woorden staan alleen rechts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Where</name>
    <message>
        <source>page {page}</source>
        <translation>pagina {page}</translation>
    </message>
    <message>
        <source>slide {page} of {pages}</source>
        <translation>dia {page} van {pages}</translation>
    </message>
    <message>
        <source>sheet {page} of {pages}</source>
        <translation>blad {page} van {pages}</translation>
    </message>
    <message>
        <source>page {page} of {pages}</source>
        <translation>pagina {page} van {pages}</translation>
    </message>
    <message>
        <source>row {row} of {rows}</source>
        <translation>rij {row} van {rows}</translation>
    </message>
    <message>
        <source>at about {percent} %</source>
        <translation>op ongeveer {percent} %</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Search</source>
        <translation>Zoeken</translation>
    </message>
    <message>
        <source>See which passages a question finds (Ctrl+F)</source>
        <translation>Zie welke passages een vraag vindt (Ctrl+F)</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Kaart</translation>
    </message>
    <message>
        <source>The library as a picture (Ctrl+M)</source>
        <translation>De bibliotheek als plaatje (Ctrl+M)</translation>
    </message>
    <message>
        <source>Many at once</source>
        <translation>Veel tegelijk</translation>
    </message>
    <message>
        <source>One answer for each row of a spreadsheet</source>
        <translation>Een antwoord voor elke rij van een spreadsheet</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Instellingen</translation>
    </message>
    <message>
        <source>Language, appearance, models (Ctrl+,)</source>
        <translation>Taal, weergave, modellen (Ctrl+,)</translation>
    </message>
    <message>
        <source>Writing an answer</source>
        <translation>Antwoord schrijven</translation>
    </message>
    <message>
        <source>Answering the rows of a spreadsheet</source>
        <translation>Rijen van een spreadsheet beantwoorden</translation>
    </message>
    <message>
        <source>Trying settings side by side</source>
        <translation>Probeert instellingen naast elkaar</translation>
    </message>
    <message>
        <source>Reading documents</source>
        <translation>Documenten lezen</translation>
    </message>
    <message>
        <source>Starter model: small and English, weak in Dutch.</source>
        <translation>Startmodel: klein en Engels, zwak in Nederlands.</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Model kiezen…</translation>
    </message>
    <message>
        <source>Another Binnenshuis uses this data folder. This one goes on when it is closed.</source>
        <translation>Een ander Binnenshuis gebruikt deze gegevensmap. Dit venster gaat verder als dat is gesloten.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>The engine ended unexpectedly and is started again. Your form and text are kept.</source>
        <translation>Het rekenproces is onverwacht gestopt en wordt opnieuw gestart. Uw formulier en tekst zijn bewaard.</translation>
    </message>
</context>
<context>
    <name>WishMenu</name>
    <message>
        <source>&amp;Again</source>
        <translation>&amp;Opnieuw</translation>
    </message>
    <message>
        <source>&amp;Shorter</source>
        <translation>&amp;Korter</translation>
    </message>
    <message>
        <source>clearly shorter, about half as long</source>
        <translation>duidelijk korter, ongeveer half zo lang</translation>
    </message>
    <message>
        <source>&amp;Longer</source>
        <translation>&amp;Langer</translation>
    </message>
    <message>
        <source>longer, with more detail</source>
        <translation>langer, met meer details</translation>
    </message>
    <message>
        <source>More &amp;formal</source>
        <translation>&amp;Formeler</translation>
    </message>
    <message>
        <source>more formal in tone</source>
        <translation>formeler van toon</translation>
    </message>
    <message>
        <source>Simpler (&amp;B1)</source>
        <translation>Eenvoudiger (&amp;B1)</translation>
    </message>
    <message>
        <source>simpler: language level B1, short and plain sentences</source>
        <translation>eenvoudiger: taalniveau B1, korte en gewone zinnen</translation>
    </message>
    <message>
        <source>&amp;Own words…</source>
        <translation>&amp;Eigen woorden…</translation>
    </message>
</context>
<context>
    <name>WishQuestion</name>
    <message>
        <source>Write again</source>
        <translation>Opnieuw schrijven</translation>
    </message>
    <message>
        <source>What should be different?</source>
        <translation>Wat moet er anders?</translation>
    </message>
    <message>
        <source>For example: name the deadline first</source>
        <translation>Bijvoorbeeld: noem eerst de uiterste datum</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>WordTemplate</name>
    <message>
        <source>Choose…</source>
        <translation>Kiezen…</translation>
    </message>
    <message>
        <source>Choose a Word template</source>
        <translation>Een Word-sjabloon kiezen</translation>
    </message>
    <message>
        <source>Answers that are exported to Word get its styles. {{title}}, {{date}}, {{answer}} and {{sources}} in it say where what comes.</source>
        <translation>Antwoorden die naar Word worden geëxporteerd krijgen de stijlen ervan. {{titel}}, {{datum}}, {{antwoord}} en {{bronnen}} erin zeggen waar wat komt.</translation>
    </message>
    <message>
        <source>Use no template</source>
        <translation>Geen sjabloon gebruiken</translation>
    </message>
    <message>
        <source>None: a plain document</source>
        <translation>Geen: een gewoon document</translation>
    </message>
    <message>
        <source>Word documents ({patterns})</source>
        <translation>Word-documenten ({patterns})</translation>
    </message>
</context>
</TS>
