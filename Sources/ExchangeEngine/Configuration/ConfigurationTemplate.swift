internal import CRMFiles
public import ExchangeModel

extension ExchangeConfiguration {
    /// `obmen.toml` as `obmen init` writes it: every key there is, with its default and what it does.
    ///
    /// `profile` is the configuration of 1C that reads the orders.
    public static func template(
        crms: [String], profile: String = "ut11", language: Language = .russian
    ) -> String {
        let sections = ConfigurationSchema.sections(crms: crms, profile: profile)
        let text = sections.map { Self.text($0, language) }.joined(separator: "\n")
        return text.replacing("language = \"ru\"", with: "language = \"\(language.rawValue)\"")
    }

    private static func text(_ section: ConfigurationSchema.Section, _ language: Language) -> String {
        var lines = section.about.map { comment($0(language)) } ?? []
        lines.append(section.name.isEmpty ? "" : "[\(section.name)]")
        for key in section.keys {
            lines += comment(key.about(language))
            lines.append("\(key.name) = \(key.value)")
        }
        lines += section.example.map { "# \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A comment in lines of no more than 120 letters.
    private static func comment(_ text: String) -> [String] {
        var lines: [String] = []
        var line = "#"
        for word in text.split(separator: " ") {
            if line.count + word.count + 1 > 120 {
                lines.append(line)
                line = "#"
            }
            line += " \(word)"
        }
        return lines + [line]
    }
}

extension ConfigurationSchema {
    /// docs/configuration.md: every key with its default, in both languages.
    public static func page() -> String {
        var text = """
            # obmen.toml

            Все ключи с тем значением, которое действует, если ключа нет. Незнакомый ключ, неверное значение — ошибка с номером
            строки, до начала работы. `obmen init --language en` пишет файл с пояснениями по-английски. / Every key with the
            value that holds where it is left out. An unknown key or a wrong value is an error with its line, told before
            anything starts. `obmen init --language en` writes the file with English comments.

            <!-- Сделано из кода: swift test --filter ConfigurationDocumentationTests с OBMEN_WRITE_DOCS=1 -->

            """
        for section in sections(crms: CRMRegistry.ids, profile: "ut11") {
            text += "\n## \(section.name.isEmpty ? "В начале файла / At the head" : "[\(section.name)]")\n"
            if let about = section.about, !section.name.isEmpty {
                text += "\n\(about.russian)\n\n\(about.english)\n"
            }
            if !section.keys.isEmpty {
                text += "\n| ключ / key | если нет / default | что это | what it is |\n|---|---|---|---|\n"
                for key in section.keys {
                    text += "| `\(key.name)` | `\(key.value)` | \(key.about.russian) | \(key.about.english) |\n"
                }
            }
            if !section.example.isEmpty { text += "\n```toml\n\(section.example.joined(separator: "\n"))\n```\n" }
        }
        return text
    }
}
