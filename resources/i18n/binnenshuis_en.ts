<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>AnswerFacts</name>
    <message numerus="yes">
        <source>%n words</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of what was written, %n tokens were copied from the passages and only checked.</source>
        <translation>
            <numerusform>Of what was written, %n token was copied from the passages and only checked.</numerusform>
            <numerusform>Of what was written, %n tokens were copied from the passages and only checked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents could not be read</source>
        <translation>
            <numerusform>%n document could not be read</numerusform>
            <numerusform>%n documents could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passages found did not fit and were not read</source>
        <translation>
            <numerusform>%n passage found did not fit and was not read</numerusform>
            <numerusform>%n passages found did not fit and were not read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents read whole, as always</source>
        <translation>
            <numerusform>%n document read whole, as always</numerusform>
            <numerusform>%n documents read whole, as always</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing that fits in %n documents</source>
        <translation>
            <numerusform>Nothing that fits in %n document</numerusform>
            <numerusform>Nothing that fits in %n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n documents</source>
        <translation>
            <numerusform>{count} of %n document</numerusform>
            <numerusform>{count} of %n documents</numerusform>
        </translation>
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
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerHeader</name>
    <message numerus="yes">
        <source>Reads %n passages</source>
        <translation>
            <numerusform>Reads %n passage</numerusform>
            <numerusform>Reads %n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reads everything: %n passages</source>
        <translation>
            <numerusform>Reads everything: %n passage</numerusform>
            <numerusform>Reads everything: %n passages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswersModel</name>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswersUndoBar</name>
    <message numerus="yes">
        <source>%n answers removed</source>
        <translation>
            <numerusform>%n answer removed</numerusform>
            <numerusform>%n answers removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message numerus="yes">
        <source>%n new files</source>
        <translation>
            <numerusform>%n new file</numerusform>
            <numerusform>%n new files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed files</source>
        <translation>
            <numerusform>%n changed file</numerusform>
            <numerusform>%n changed files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved files</source>
        <translation>
            <numerusform>%n moved file</numerusform>
            <numerusform>%n moved files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted files</source>
        <translation>
            <numerusform>%n deleted file</numerusform>
            <numerusform>%n deleted files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Collecting</name>
    <message numerus="yes">
        <source>Erase the %n documents in “{name}” for good?</source>
        <translation>
            <numerusform>Erase the %n document in “{name}” for good?</numerusform>
            <numerusform>Erase the %n documents in “{name}” for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erase “{name}” and its %n documents for good?</source>
        <translation>
            <numerusform>Erase “{name}” and its %n document for good?</numerusform>
            <numerusform>Erase “{name}” and its %n documents for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentPicker</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentWords</name>
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
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentsField</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentsPanel</name>
    <message numerus="yes">
        <source>%n changes in your folders</source>
        <translation>
            <numerusform>%n change in your folders</numerusform>
            <numerusform>%n changes in your folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be read</source>
        <translation>
            <numerusform>%n file could not be read</numerusform>
            <numerusform>%n files could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Erase %n documents for good?</source>
        <translation>
            <numerusform>Erase %n document for good?</numerusform>
            <numerusform>Erase %n documents for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message numerus="yes">
        <source>Let go to add these %n</source>
        <translation>
            <numerusform>Let go to add this file (%n)</numerusform>
            <numerusform>Let go to add these %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message numerus="yes">
        <source>about %n s</source>
        <translation>
            <numerusform>about %n s</numerusform>
            <numerusform>about %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min</source>
        <translation>
            <numerusform>about %n min</numerusform>
            <numerusform>about %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hours</source>
        <translation>
            <numerusform>about %n hour</numerusform>
            <numerusform>about %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n s</source>
        <translation>
            <numerusform>at most %n s</numerusform>
            <numerusform>at most %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n min</source>
        <translation>
            <numerusform>at most %n min</numerusform>
            <numerusform>at most %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %n hours</source>
        <translation>
            <numerusform>at most %n hour</numerusform>
            <numerusform>at most %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExamplesPage</name>
    <message numerus="yes">
        <source>%n examples removed</source>
        <translation>
            <numerusform>%n example removed</numerusform>
            <numerusform>%n examples removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n examples exported to {file}, as conversations</source>
        <translation>
            <numerusform>%n example exported to {file}, as a conversation</numerusform>
            <numerusform>%n examples exported to {file}, as conversations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers exported.</source>
        <translation>
            <numerusform>%n answer exported.</numerusform>
            <numerusform>%n answers exported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers could not be exported:</source>
        <translation>
            <numerusform>%n answer could not be exported:</numerusform>
            <numerusform>%n answers could not be exported:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderDetails</name>
    <message numerus="yes">
        <source>Make %n changes</source>
        <translation>
            <numerusform>Make %n change</numerusform>
            <numerusform>Make %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderWords</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved</source>
        <translation>
            <numerusform>%n moved</numerusform>
            <numerusform>%n moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>%n deleted</numerusform>
            <numerusform>%n deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormLine</name>
    <message numerus="yes">
        <source>%n places could not be filled.</source>
        <translation>
            <numerusform>%n place could not be filled.</numerusform>
            <numerusform>%n places could not be filled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parts are not in the language that was asked for.</source>
        <translation>
            <numerusform>%n part is not in the language that was asked for.</numerusform>
            <numerusform>%n parts are not in the language that was asked for.</numerusform>
        </translation>
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
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message numerus="yes">
        <source>%n passages are too few for a map. Add more documents.</source>
        <translation>
            <numerusform>%n passage is too few for a map. Add more documents.</numerusform>
            <numerusform>%n passages are too few for a map. Add more documents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passages of the answer are lit.</source>
        <translation>
            <numerusform>%n passage of the answer is lit.</numerusform>
            <numerusform>%n passages of the answer are lit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutputChoice</name>
    <message numerus="yes">
        <source>Table and %n formats</source>
        <translation>
            <numerusform>Table and %n format</numerusform>
            <numerusform>Table and %n formats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pinning</name>
    <message numerus="yes">
        <source>%n documents are always read whole now: about {words} words, {percent} % of what the model reads at once.</source>
        <translation>
            <numerusform>%n document is always read whole now: about {words} words, {percent} % of what the model reads at once.</numerusform>
            <numerusform>%n documents are always read whole now: about {words} words, {percent} % of what the model reads at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is no room to read these %n documents whole, beside the assignment and what else is always read. They are searched, as before.</source>
        <translation>
            <numerusform>There is no room to read this document (%n) whole, beside the assignment and what else is always read. It is searched, as before.</numerusform>
            <numerusform>There is no room to read these %n documents whole, beside the assignment and what else is always read. They are searched, as before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingBar</name>
    <message numerus="yes">
        <source>Then %n more that you added</source>
        <translation>
            <numerusform>Then %n more that you added</numerusform>
            <numerusform>Then %n more that you added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>about %n min left</numerusform>
            <numerusform>about %n min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hours left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n read</source>
        <translation>
            <numerusform>%n read</numerusform>
            <numerusform>%n read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n already in the library</source>
        <translation>
            <numerusform>%n already in the library</numerusform>
            <numerusform>%n already in the library</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n not read</numerusform>
            <numerusform>%n not read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowsPage</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are not right, and are not made.</source>
        <translation>
            <numerusform>%n row is not right, and is not made.</numerusform>
            <numerusform>%n rows are not right, and are not made.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunFoot</name>
    <message numerus="yes">
        <source>%n answers to be made</source>
        <translation>
            <numerusform>%n answer to be made</numerusform>
            <numerusform>%n answers to be made</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeChooser</name>
    <message numerus="yes">
        <source>The %n documents chosen in the list</source>
        <translation>
            <numerusform>The %n document chosen in the list</numerusform>
            <numerusform>The %n documents chosen in the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reads the %n documents of the form</source>
        <translation>
            <numerusform>Reads the %n document of the form</numerusform>
            <numerusform>Reads the %n documents of the form</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeWords</name>
    <message numerus="yes">
        <source>%n collections</source>
        <translation>
            <numerusform>%n collection</numerusform>
            <numerusform>%n collections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen documents</source>
        <translation>
            <numerusform>%n chosen document</numerusform>
            <numerusform>%n chosen documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchFilters</name>
    <message numerus="yes">
        <source>%n kinds</source>
        <translation>
            <numerusform>%n kind</numerusform>
            <numerusform>%n kinds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
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
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SideBySidePage</name>
    <message numerus="yes">
        <source>Erase %n answers for good?</source>
        <translation>
            <numerusform>Erase %n answer for good?</numerusform>
            <numerusform>Erase %n answers for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SupportLine</name>
    <message numerus="yes">
        <source>The documents bear out all %n sentences.</source>
        <translation>
            <numerusform>The documents bear out the %n sentence.</numerusform>
            <numerusform>The documents bear out all %n sentences.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n sentences was found in the documents.</source>
        <translation>
            <numerusform>The %n sentence was not found in the documents.</numerusform>
            <numerusform>None of the %n sentences was found in the documents.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The documents bear out {count} of %n sentences</source>
        <translation>
            <numerusform>The documents bear out {count} of %n sentence</numerusform>
            <numerusform>The documents bear out {count} of %n sentences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only in part</source>
        <translation>
            <numerusform>%n only in part</numerusform>
            <numerusform>%n only in part</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n was not found</source>
        <translation>
            <numerusform>%n was not found</numerusform>
            <numerusform>%n was not found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferBar</name>
    <message numerus="yes">
        <source>%n documents</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n documents were in the library already.</source>
        <translation>
            <numerusform>%n document was in the library already.</numerusform>
            <numerusform>%n documents were in the library already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{name}” came in with %n documents.</source>
        <translation>
            <numerusform>“{name}” came in with %n document.</numerusform>
            <numerusform>“{name}” came in with %n documents.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialColumn</name>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TroublesPage</name>
    <message numerus="yes">
        <source>%n files ignored</source>
        <translation>
            <numerusform>%n file ignored</numerusform>
            <numerusform>%n files ignored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be read, so no answer uses them.</source>
        <translation>
            <numerusform>%n file could not be read, so no answer uses it.</numerusform>
            <numerusform>%n files could not be read, so no answer uses them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TuningPanel</name>
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
            <numerusform>about %n word</numerusform>
            <numerusform>about %n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message numerus="yes">
        <source>%n documents removed</source>
        <translation>
            <numerusform>%n document removed</numerusform>
            <numerusform>%n documents removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message numerus="yes">
        <source>%n words struck through are only to the left</source>
        <translation>
            <numerusform>%n word struck through is only to the left</numerusform>
            <numerusform>%n words struck through are only to the left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n words underlined are only to the right</source>
        <translation>
            <numerusform>%n word underlined is only to the right</numerusform>
            <numerusform>%n words underlined are only to the right</numerusform>
        </translation>
    </message>
</context>
</TS>
