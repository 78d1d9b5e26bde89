extension String {
    /// The last part of a path that a stranger gave, as a name under which we keep the file: without the folders and
    /// short enough for any file system.
    ///
    /// One that a browser or Windows would run when a person opens it has `.txt` behind it: it was dropped by anybody.
    public var plainFileName: String {
        // By scalars: a combining mark behind a slash makes one character of the two.
        let name = unicodeScalars.split(separator: "/").last.map(String.init) ?? ""
        var short = Substring(name)
        while short.utf8.count > 120 { short = short.dropFirst() }
        let ending = short.split(separator: ".").last?.lowercased() ?? ""
        return Self.active.contains(ending) ? "\(short).txt" : String(short)
    }

    private static let active: Set = [
        "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "svg", "hta", "js", "jse", "vbs", "vbe", "wsf", "wsh",
        "exe", "com", "bat", "cmd", "ps1", "scr", "msi", "lnk", "url", "pif", "jar", "reg"
    ]
}
