internal import ExchangeModel
internal import SystemPackage

extension Issue {
    static func configuration(_ error: ConfigurationError) -> Issue {
        Issue(
            code: "configuration", severity: .error, message: error.message,
            advice: LocalizedText(
                russian:
                    "Исправьте \(error.file), строка \(error.line). Все ключи с пояснениями: docs/configuration.md.",
                english: "Mend \(error.file), line \(error.line). All keys are explained in docs/configuration.md."),
            line: error.line, subject: error.key)
    }

    static func cannotWrite(_ path: FilePath) -> Issue {
        Issue(
            code: "folder.rights", severity: .error,
            message: LocalizedText(
                russian: "В папку \(path.string) этому пользователю нельзя писать.",
                english: "This user may not write into \(path.string)."),
            advice: LocalizedText(
                russian: "Дайте права пользователю службы: chown -R obmen \(path.string); для сетевой папки — uid= и "
                    + "file_mode= при подключении (docs/setup-samba.ru.md).",
                english: "Give the service's user the right: chown -R obmen \(path.string); for a share, uid= and "
                    + "file_mode= when mounting (docs/setup-samba.en.md)."),
            subject: path.string)
    }

    static func cannotWriteFile(_ path: FilePath) -> Issue {
        Issue(
            code: "file.rights", severity: .error,
            message: LocalizedText(
                russian: "В файл \(path.string) этому пользователю нельзя писать.",
                english: "This user may not write into \(path.string)."),
            advice: LocalizedText(
                russian: "Дайте права пользователю службы: chown obmen \(path.string) && chmod u+rw \(path.string).",
                english: "Give the service's user the right: chown obmen \(path.string) && chmod u+rw \(path.string)."),
            subject: path.string)
    }

    static func folderInPlace(of file: FilePath) -> Issue {
        Issue(
            code: "file.folder", severity: .error,
            message: LocalizedText(
                russian: "На месте файла \(file.string) лежит папка.",
                english: "There is a folder in place of the file \(file.string)."),
            advice: LocalizedText(
                russian: "Переименуйте или уберите эту папку.", english: "Rename the folder or take it away."),
            subject: file.string)
    }

    static func ledgerOnShare(_ path: FilePath) -> Issue {
        Issue(
            code: "ledger.share", severity: .error,
            message: LocalizedText(
                russian: "Журнал (\(path.string)) лежит в сетевой папке: SQLite там портится при обрыве связи.",
                english: "The ledger (\(path.string)) lies on a share, where SQLite breaks when the connection does."),
            advice: LocalizedText(
                russian:
                    "Держите папку обмена на своём диске, а сетевыми делайте только inbound, outbound, to-1c и to-crm "
                    + "(mount или ссылка на уровне системы: docs/setup-samba.ru.md).",
                english:
                    "Keep the exchange folder on a disk of this machine and mount only inbound, outbound, to-1c and "
                    + "to-crm there (docs/setup-samba.en.md)."),
            subject: path.string)
    }

    static func littleRoom(_ path: FilePath, megabytes: Int) -> Issue {
        Issue(
            code: "disk.little", severity: .warning,
            message: LocalizedText(
                russian: "На диске, где \(path.string), осталось \(megabytes) МБ.",
                english: "The disk of \(path.string) has \(megabytes) MB left."),
            advice: LocalizedText(
                russian: "Освободите место: обмену нужно вдвое больше размера выгрузки, а архив растёт. Старые папки "
                    + "archive/ГГГГ можно перенести вместе, не удаляя journal.jsonl.",
                english: "Free some: the exchange needs twice the size of an export, and the archive grows."),
            subject: path.string)
    }

    static let noResponsible = Issue(
        code: "responsible.none", severity: .warning,
        message: LocalizedText(
            russian: "Не сказано, кто отвечает за новые заявки: достанутся тому, кого выберут при загрузке.",
            english: "It is not said who answers for new requests: they go to whoever is chosen when loading."),
        advice: LocalizedText(
            russian: "В obmen.toml: [responsible] in_turn = [\"Имя Фамилия\", …], или responsible у CRM.",
            english: "In obmen.toml: [responsible] in_turn = [\"First Last\", …], or responsible of the CRM."))

    static func neverRun(_ root: FilePath) -> Issue {
        Issue(
            code: "exchange.never", severity: .note,
            message: LocalizedText(russian: "Обмена ещё не было.", english: "There was no exchange yet."),
            advice: LocalizedText(
                russian: "Положите выгрузку 1С в inbound и выполните: obmen run --once --root \(root.string)",
                english: "Put an export of 1C into inbound and run: obmen run --once --root \(root.string)"))
    }

    static func priceTypeMissing(_ name: String, known: [String]) -> Issue {
        Issue(
            code: "price.type.missing", severity: .error,
            message: LocalizedText(
                russian: "Вида цены «\(name)» в выгрузках 1С нет: товары идут в CRM без цены.",
                english: "1C's exports have no price type “\(name)”: goods go to the CRM without a price."),
            advice: LocalizedText(
                russian:
                    "В obmen.toml поставьте price_type из тех, что есть: \(known.joined(separator: ", ")); или добавьте "
                    + "его в настройку выгрузки в 1С.",
                english:
                    "Set price_type in obmen.toml to one of: \(known.joined(separator: ", ")); or add it to 1C's export."
            ),
            subject: name)
    }

    static func clocksDiffer(minutes: Int) -> Issue {
        Issue(
            code: "clock.differs", severity: .warning,
            message: LocalizedText(
                russian: "Часы 1С спешат относительно этой машины на \(minutes) мин.: её выгрузки «из будущего».",
                english: "1C's clock is \(minutes) min. before this machine's: its exports are from the future."),
            advice: LocalizedText(
                russian:
                    "Включите синхронизацию времени на обеих (timedatectl set-ntp true) и один часовой пояс. Иначе "
                    + "обмен раньше времени сочтёт, что 1С прочла заказы.",
                english:
                    "Switch time synchronisation on for both (timedatectl set-ntp true), in one time zone. Else orders "
                    + "are taken as read before 1C read them."))
    }

    static func slowerThan1C(ours: Int, its: Int) -> Issue {
        Issue(
            code: "interval.slow", severity: .warning,
            message: LocalizedText(
                russian: "1С выгружает примерно раз в \(minutes(its)) мин., а обмен обязан смотреть лишь раз в "
                    + "\(minutes(ours)) мин.: выгрузка может быть затёрта следующей.",
                english: "1C exports about every \(minutes(its)) min., and the exchange must look only every "
                    + "\(minutes(ours)) min.: an export may be overwritten by the next."),
            advice: LocalizedText(
                russian: "В obmen.toml: interval_seconds = \(max(1, its / 2)).",
                english: "In obmen.toml: interval_seconds = \(max(1, its / 2))."))
    }

    static func alertsTooEarly(minutes alert: Int, its: Int) -> Issue {
        Issue(
            code: "interval.alert", severity: .warning,
            message: LocalizedText(
                russian:
                    "1С приходит за заказами примерно раз в \(minutes(its)) мин., а предупреждение — уже через \(alert).",
                english:
                    "1C comes for its orders about every \(minutes(its)) min., and the warning comes after \(alert)."),
            advice: LocalizedText(
                russian: "Выгружайте из 1С чаще или поставьте [to_1c] read_alert_minutes = \(minutes(its) * 2).",
                english: "Have 1C exchange more often, or set [to_1c] read_alert_minutes = \(minutes(its) * 2)."))
    }

    static func fieldMissing(_ field: String, crm: String, of kind: String) -> Issue {
        let names = [
            "deal": ("сделок", "deals"), "company": ("компаний", "companies"), "contact": ("контактов", "contacts")
        ]
        let (russian, english) = names[kind] ?? (kind, kind)
        return Issue(
            code: "field.missing", severity: .warning,
            message: LocalizedText(
                russian:
                    "В последней выгрузке \(russian) из \(crm) ни у кого нет «\(field)»: похоже, поле не заведено.",
                english:
                    "The last export of \(english) from \(crm) has no “\(field)” anywhere: the field seems not to exist."
            ),
            advice: LocalizedText(
                russian:
                    "Заведите его в CRM (текстовое поле; шаг 1 в КАК-ЗАГРУЗИТЬ.html) и включите эту колонку в выгрузку; "
                    + "или отключите: code_field = \"\".",
                english:
                    "Make it in the CRM (a text field; step 1 in КАК-ЗАГРУЗИТЬ.html) and have it exported; or switch it "
                    + "off: code_field = \"\"."),
            subject: "\(crm) \(kind)")
    }

    static let noService = Issue(
        code: "service.none", severity: .note,
        message: LocalizedText(
            russian: "Службы нет: обмен идёт, только когда его запускают.",
            english: "There is no service: the exchange goes on only when somebody starts it."),
        advice: LocalizedText(
            russian:
                "systemctl enable --now obmen (пакет Debian), или obmen service-unit, или obmen run --once в cron.",
            english:
                "systemctl enable --now obmen (Debian package), or obmen service-unit, or obmen run --once in cron."))

    static func serviceStopped(_ moment: String) -> Issue {
        Issue(
            code: "service.stopped", severity: .error,
            message: LocalizedText(
                russian: "Служба остановлена; последний раз её видели \(moment).",
                english: "The service is stopped; it was last seen \(moment)."),
            advice: LocalizedText(
                russian: "systemctl status obmen покажет причину; запустить: systemctl start obmen.",
                english: "systemctl status obmen says why; start it: systemctl start obmen."))
    }

    private static func minutes(_ seconds: Int) -> Int { max(1, seconds / 60) }
}
