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
        <source>Write another answer to the same form</source>
        <translation>Nog een antwoord schrijven bij hetzelfde formulier</translation>
    </message>
    <message>
        <source>How far the reading is</source>
        <translation>Hoe ver het lezen is</translation>
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
        <source>That text is too long: at most {count} characters.</source>
        <translation>Die tekst is te lang: hoogstens {count} tekens.</translation>
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
    <name>HistoryPanel</name>
    <message>
        <source>Earlier answers</source>
        <translation>Eerdere antwoorden</translation>
    </message>
    <message>
        <source>Find an answer</source>
        <translation>Een antwoord zoeken</translation>
    </message>
    <message>
        <source>Your answers are kept here, on this computer.</source>
        <translation>Uw antwoorden worden hier bewaard, op deze computer.</translation>
    </message>
    <message>
        <source>&amp;Remove for good</source>
        <translation>&amp;Voorgoed verwijderen</translation>
    </message>
    <message>
        <source>Remove answers</source>
        <translation>Antwoorden verwijderen</translation>
    </message>
    <message numerus="yes">
        <source>Erase %n answers for good?</source>
        <translation>
            <numerusform>%n antwoord voorgoed wissen?</numerusform>
            <numerusform>%n antwoorden voorgoed wissen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are gone from this computer then.</source>
        <translation>Daarna staat er niets meer van op deze computer.</translation>
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
    <name>QuietBar</name>
    <message>
        <source>Show</source>
        <translation>Tonen</translation>
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
    <name>TaskList</name>
    <message>
        <source>Tasks</source>
        <translation>Taken</translation>
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
        <source>short</source>
        <translation>kort</translation>
    </message>
    <message>
        <source>long</source>
        <translation>lang</translation>
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
        <source>This form needs at least {needed} tokens.</source>
        <translation>Dit formulier heeft minstens {needed} tokens nodig.</translation>
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
    <name>TuningSlider</name>
    <message>
        <source>Double-click: back to the task&apos;s value</source>
        <translation>Dubbelklik: terug naar de waarde van de taak</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>Bring them back (Ctrl+Z)</source>
        <translation>Terughalen (Ctrl+Z)</translation>
    </message>
    <message numerus="yes">
        <source>%n documents removed</source>
        <translation>
            <numerusform>%n document verwijderd</numerusform>
            <numerusform>%n documenten verwijderd</numerusform>
        </translation>
    </message>
    <message>
        <source>Erasing…</source>
        <translation>Wissen…</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
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
</TS>
