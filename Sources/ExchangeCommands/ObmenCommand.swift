public import ArgumentParser

/// The command line; `obmen` itself is ten lines around this.
public struct ObmenCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "obmen",
        abstract: "Файловый обмен между 1С и CRM (Битрикс24, amoCRM) · file exchange between 1C and a CRM",
        subcommands: [InspectCommand.self]
    )

    public init() {}
}
