internal import ExchangeModel
internal import SystemPackage

extension Issue {
    static func shareMissing(_ share: FilePath, _ root: FilePath) -> Issue {
        Issue(
            code: "share.missing", severity: .error,
            message: LocalizedText(
                russian:
                    "Папка \(share.string) не та, что была: в ней нет метки \(ShareMarkers.name). Похоже, сетевая папка "
                    + "не подключена.",
                english:
                    "The folder \(share.string) is not what it was: its marker \(ShareMarkers.name) is gone. The share "
                    + "seems not to be mounted."),
            advice: LocalizedText(
                russian:
                    "Подключите её; обмен продолжится сам. Если папка на месте: obmen init \(root.string) поставит "
                    + "метку заново.",
                english:
                    "Mount it; the exchange goes on by itself. If it is the folder: obmen init \(root.string) marks it "
                    + "again."),
            subject: share.string)
    }

    static func shareForeign(_ share: FilePath, _ ledger: String) -> Issue {
        Issue(
            code: "share.foreign", severity: .error,
            message: LocalizedText(
                russian: "С папкой \(share.string) работает другой обмен (\(ledger)).",
                english: "Another exchange works with the folder \(share.string) (\(ledger))."),
            advice: LocalizedText(
                russian: "Остановите тот обмен и удалите \(ShareMarkers.name) в этой папке, затем obmen init.",
                english: "Stop that exchange and remove \(ShareMarkers.name) in this folder, then obmen init."),
            subject: share.string)
    }

    static func packNameTaken(_ path: FilePath) -> Issue {
        Issue(
            code: "pack.name", severity: .error,
            message: LocalizedText(
                russian: "Пакет не выложен: под его именем уже лежит чужое (\(path.string)).",
                english: "A pack is not laid out: something foreign has its name (\(path.string))."),
            advice: LocalizedText(
                russian: "Уберите это из папки; пакет появится при следующем проходе.",
                english: "Remove that from the folder; the pack appears in the next round."),
            subject: path.name)
    }

    static func cannotClaim(_ name: String, _ fault: FileFault) -> Issue {
        Issue(
            code: "file.claim", severity: .error,
            message: LocalizedText(
                russian: "Файл «\(name)» не забрать: \(fault.errno).",
                english: "“\(name)” cannot be taken: \(fault.errno)."),
            advice: LocalizedText(
                russian: "Дайте пользователю obmen право переименовывать и удалять файлы в этой папке.",
                english: "Let the user of obmen rename and remove files in this folder."),
            subject: name)
    }

    static func folderUnusable(_ folder: FilePath, _ fault: FileFault) -> Issue {
        Issue(
            code: "folder.unusable", severity: .error,
            message: LocalizedText(
                russian: "С папкой \(folder.string) не поработать: \(fault.path), \(fault.errno). Остальное делается.",
                english: "\(folder.string) cannot be used: \(fault.path), \(fault.errno). The rest is done."),
            advice: LocalizedText(
                russian: "Верните папку и права на неё пользователю obmen; что мешает, скажет obmen doctor.",
                english: "Bring the folder back and give the user of obmen the right to it; see obmen doctor."),
            subject: folder.string)
    }

    static func fileTooLarge(_ name: String, _ size: Int, limit: Int) -> Issue {
        Issue(
            code: "file.tooLarge", severity: .error,
            message: LocalizedText(
                russian: "Файл «\(name)» не взят и лежит, где лежал: в нём \(size >> 20) МБ, а можно \(limit >> 20).",
                english: "“\(name)” was not taken and lies where it lay: it has \(size >> 20) MB of \(limit >> 20)."),
            advice: LocalizedText(
                russian:
                    "Выясните, откуда он. Если он и должен быть таким, увеличьте file_mb в [limits] файла obmen.toml.",
                english: "Find out where it comes from. Where it is as it should be, raise file_mb under [limits]."),
            subject: name)
    }

    static func cannotRead(_ name: String, _ fault: FileFault) -> Issue {
        Issue(
            code: "file.read", severity: .error,
            message: LocalizedText(
                russian: "Файл «\(name)» не прочитать: \(fault.errno).",
                english: "“\(name)” cannot be read: \(fault.errno)."),
            advice: LocalizedText(
                russian: "Дайте пользователю obmen право читать его: он лежит в .obmen-claimed.",
                english: "Let the user of obmen read it: it lies in .obmen-claimed."),
            subject: name)
    }

    static func diskFull(_ path: FilePath) -> Issue {
        Issue(
            code: "disk.full", severity: .error,
            message: LocalizedText(
                russian: "На диске, где \(path.string), кончается место; новые файлы ждут.",
                english: "The disk of \(path.string) is nearly full; new files wait."),
            advice: LocalizedText(
                russian: "Освободите место; обмен продолжится сам, ничего не потеряно.",
                english: "Free some room; the exchange goes on by itself, nothing is lost."),
            subject: path.string)
    }

    static func fault(_ fault: FileFault) -> Issue {
        Issue(
            code: "file.fault", severity: .error,
            message: LocalizedText(
                russian: "\(fault.path): \(fault.errno) (\(fault.operation)).",
                english: "\(fault.path): \(fault.errno) (\(fault.operation))."),
            advice: LocalizedText(
                russian: "Ничего не потеряно; обмен повторит сам.", english: "Nothing is lost; it is tried again."),
            subject: fault.path)
    }

    static func clockBack(_ last: String) -> Issue {
        Issue(
            code: "clock.back", severity: .warning,
            message: LocalizedText(
                russian: "Часы идут назад: последнее событие записано \(last) (UTC), а сейчас меньше.",
                english: "The clock went back: the last event is of \(last) (UTC), and now is earlier."),
            advice: LocalizedText(
                russian: "Проверьте синхронизацию времени. На порядок файлов это не влияет.",
                english: "Check the time synchronisation. The order of files does not depend on it."))
    }
}
