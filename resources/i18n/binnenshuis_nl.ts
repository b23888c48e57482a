<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="en">
<context>
    <name>AnswerFacts</name>
    <message numerus="yes">
        <source>%n passages did not fit and were not read.</source>
        <translation>
            <numerusform>%n passage paste niet en is niet gelezen.</numerusform>
            <numerusform>%n passages pasten niet en zijn niet gelezen.</numerusform>
        </translation>
    </message>
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
        <source>{passages} of {documents} read</source>
        <translation>{passages} uit {documents} gelezen</translation>
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
        <source>Writing…</source>
        <translation>Bezig met schrijven…</translation>
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
    <message>
        <source>{what}…</source>
        <translation>{what}…</translation>
    </message>
    <message>
        <source>{what}, about {minutes} min left</source>
        <translation>{what}, nog ongeveer {minutes} min</translation>
    </message>
    <message>
        <source>{what}, {seconds} s left</source>
        <translation>{what}, nog {seconds} s</translation>
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
        <source>Sources read:</source>
        <translation>Gelezen bronnen:</translation>
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
        <source>this file</source>
        <translation>dit bestand</translation>
    </message>
</context>
<context>
    <name>DocumentsPanel</name>
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
        <source>The list could not be fetched.</source>
        <translation>De lijst kon niet worden opgehaald.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
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
        <source>Looking up your documents…</source>
        <translation>Uw documenten opzoeken…</translation>
    </message>
    <message>
        <source>Find a document</source>
        <translation>Een document zoeken</translation>
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
    <name>PageText</name>
    <message>
        <source>Page</source>
        <translation>Pagina</translation>
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
    <name>SourceList</name>
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
        <source>Copy quote</source>
        <translation>Citaat kopiëren</translation>
    </message>
    <message>
        <source>Open document</source>
        <translation>Document openen</translation>
    </message>
    <message>
        <source>Previous source</source>
        <translation>Vorige bron</translation>
    </message>
    <message>
        <source>Next source</source>
        <translation>Volgende bron</translation>
    </message>
    <message>
        <source>Back to the documents (Esc)</source>
        <translation>Terug naar de documenten (Esc)</translation>
    </message>
    <message>
        <source>The passage as it was read</source>
        <translation>De passage zoals die is gelezen</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} van {count}</translation>
    </message>
    <message>
        <source>page {page} of {pages}</source>
        <translation>pagina {page} van {pages}</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>pagina {page}</translation>
    </message>
    <message>
        <source>The file is no longer where it was.</source>
        <translation>Het bestand staat niet meer waar het stond.</translation>
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
        <source>“{quote}”
{document}, page {page}</source>
        <translation>“{quote}”
{document}, pagina {page}</translation>
    </message>
    <message>
        <source>The document cannot be opened on this computer.</source>
        <translation>Het document kan op deze computer niet worden geopend.</translation>
    </message>
</context>
<context>
    <name>SourcesModel</name>
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
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>No connections</source>
        <translation>Geen verbindingen</translation>
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
    <name>Window</name>
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
