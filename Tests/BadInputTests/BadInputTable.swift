/// The cases as a page of the documentation.
enum BadInputTable {
    static var markdown: String {
        var text = """
            # Bad input

            What the exchange does with input that is broken, hostile, or not what anybody meant. Each line is a test
            (`swift test --filter BadInputTests`): the input is made, the built program runs a round over it with at most
            \(BadExchange.processorSeconds) s of processor time and \(BadExchange.memoryKilobytes >> 10) MB, a good file beside it
            is taken, and nothing of a refused or held one is applied. The numbers are those of the catalogue from which
            the cases come; letters behind them are more cases of the same kind. This page is written from the tests
            (`OBMEN_WRITE_DOCS=1`).

            """
        for section in BadInput.sections {
            text += "\n## \(section.title)\n\n| # | input | what becomes of it | remark |\n|---|---|---|---|\n"
            for input in section.cases {
                text += "| \(input.id) | \(cell(input.what)) | \(cell(input.outcome.text)) | \(cell(input.remark)) |\n"
            }
        }
        return text
    }

    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
}
