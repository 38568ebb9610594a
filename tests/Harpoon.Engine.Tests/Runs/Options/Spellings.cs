namespace Harpoon.Engine.Tests.Runs.Options;

/// <summary>Spellings of options, as people write them rightly and wrongly: what Harpoon makes of each is compared with what the docker CLI sends.</summary>
internal static class Spellings
{
    public static readonly string[] Ports =
    [
        "80", "8080:80", "8080:80/tcp", "5353:53/udp", "5353:53/UDP", "9:9/sctp", ":80", "0:80", "127.0.0.1:8080:80", "127.0.0.1::80",
        "[::1]:8080:80", "[::1]::80/udp", "0.0.0.0:80:80", "8000-8010:80", "7000-7002:80-82", "80-82", "127.0.0.1:7000-7001:80-81/udp",
        "1-3:4-6", "65535:65535",
        "", ":", "a", "80:a", "a:80", "80:", "8080:80:", "65536:80", "80:65536", "-1:80", "80-79", "82-80:80-82", "1-2:80-82", "80/icmp",
        "80/", "localhost:80:80", "1.2.3:80:80", "1.2.3.4.5:80:80", "[::1:80:80", "::g:80:80", "8080:80/tcp,udp", " 80", "80 ", "+80", "0x50", "8080 80",
    ];

    public static readonly string[] Volumes =
    [
        "/data", "cache:/data", "cache:/data:ro", "cache:/data:rw", "cache:/data:nocopy", "/host:/data", "/host:/data:ro", "/host:/data:ro,z",
        "/host:/data:rshared,ro", "/host/:/data/", @"C:\host:/data", @"C:\host:/data:ro", "c:/host:/data", @"\\server\share:/data", "my_cache.1-2:/x",
        "/host:/data:cached", "a b:/x", "/a b:/x y", "/host:/data,ro", "~me/x:/x",
    ];

    public static readonly string[] Devices =
    [
        "/dev/fuse", "/dev/a:/dev/b", "/dev/a:/dev/b:r", "/dev/a:rw", "/dev/a:/dev/b:mrw",
        "", "fuse", "dev/fuse", "/dev/a:b", "/dev/a:/dev/b:x", "/dev/a:/dev/b:rr", "/dev/a:/dev/b:r:w", "/dev/a:/dev/b:",
    ];

    public static readonly string[] Hosts =
    [
        "db:10.0.0.1", "db:::1", "gateway:host-gateway", "my-db.local:1.2.3.4",
        "", "db", "db:", ":10.0.0.1", "db:elsewhere", "db:1.2.3.4.5", "db:5432", "db:0x7f.1",
    ];

    public static readonly string[] Gpus =
    [
        "all", "2", "0", "-1", "count=3", "device=0", "\"device=0,2\"", "device=GPU-1,count=0", "driver=nvidia", "driver=nvidia,capabilities=utility",
        "\"capabilities=compute,utility\",count=1", "all,options=a=b", "\"options=a=b,c\"",
        "", "some", "all,all", "count=x", "device=", "colour=red", "device=0,2", "\"device=0", "a\"b", "1,count=2",
    ];
}
