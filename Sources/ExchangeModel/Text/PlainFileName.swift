extension String {
    /// The last part of a path that a stranger gave, as a name under which we keep the file: without the folders and
    /// short enough for any file system; what steers a terminal or breaks a line in a list of files is «_».
    ///
    /// One that a browser or Windows would run when a person opens it has `.txt` behind it: it was dropped by anybody.
    public var plainFileName: String {
        // By scalars: a combining mark behind a slash makes one character of the two.
        let name = String(unicodeScalars.split(separator: "/").last ?? Substring.UnicodeScalarView())
        let shown = name.unicodeScalars.map { $0.isSteering || $0 == "\n" || $0 == "\t" ? "_" : $0 }
        var short = Substring(String(String.UnicodeScalarView(shown)))
        while short.utf8.count > 120 { short = short.dropFirst() }
        // Windows drops points and spaces at the end.
        let end = short.lastIndex { $0 != "." && !$0.isWhitespace }
        let ending = end.flatMap { short[...$0].split(separator: ".").last }?.lowercased() ?? ""
        return Self.active.contains(ending) ? "\(short).txt" : String(short)
    }

    private static let active: Set = [
        "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "svg", "hta", "js", "jse", "vbs", "vbe", "wsf", "wsh",
        "exe", "com", "bat", "cmd", "ps1", "scr", "msi", "lnk", "url", "pif", "jar", "reg"
    ]
}
