/// The systemd unit of `obmen run`: without privileges, and with nothing of the system open but the exchange folder.
enum ServiceUnit {
    static func text(root: String, user: String, program: String) -> String {
        """
        [Unit]
        Description=obmen: exchange between 1C and a CRM
        After=local-fs.target remote-fs.target
        RequiresMountsFor=\(quoted(root))

        [Service]
        Type=exec
        User=\(user)
        ExecStart=\(quoted(program)) run --root \(quoted(root))
        Restart=on-failure
        RestartSec=10
        # 2: the configuration is wrong; trying again would not help.
        RestartPreventExitStatus=2
        TimeoutStopSec=120
        UMask=0007

        NoNewPrivileges=yes
        CapabilityBoundingSet=
        ProtectSystem=strict
        ReadWritePaths=\(quoted(root))
        ProtectHome=read-only
        PrivateTmp=yes
        PrivateDevices=yes
        PrivateNetwork=yes
        RestrictAddressFamilies=AF_UNIX
        ProtectClock=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        ProtectControlGroups=yes
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        SystemCallArchitectures=native
        SystemCallFilter=@system-service
        SystemCallFilter=~@privileged @resources
        # Customers' data must not end in a core dump.
        LimitCORE=0
        Environment=SWIFT_BACKTRACE=enable=no
        MemoryMax=512M

        [Install]
        WantedBy=multi-user.target
        """
    }

    /// As systemd reads it: in quotes, with `%` and quotes escaped.
    private static func quoted(_ path: String) -> String {
        let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("%", with: "%%")
        return escaped.contains(" ") ? "\"\(escaped)\"" : escaped
    }
}
