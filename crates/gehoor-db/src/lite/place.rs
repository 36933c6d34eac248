//! Refusals of a data folder: file systems that don't keep SQLite's promises, and a second server on the same file.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::DbError;

/// File systems whose locks or flushes can't be trusted by two machines: magic number (statfs(2), linux/magic.h) and name.
const NETWORK: &[(u64, &str)] = &[
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x0102_1997, "9p"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00c3_6400, "Ceph"),
    (0x564c, "NCP"),
    (0x7461_636f, "OCFS2"),
    (0x0116_1970, "GFS2"),
    (0x0bd0_0bd0, "Lustre"),
    (0x786f_4256, "VirtualBox shared folder"),
];
const FUSE: u64 = 0x6573_5546;
/// FUSE file systems that reach over a network, as /proc/self/mountinfo names them.
const FUSE_NETWORK: &[&str] = &[
    "sshfs",
    "rclone",
    "s3fs",
    "goofys",
    "gcsfuse",
    "glusterfs",
    "ceph",
    "davfs",
    "curlftpfs",
    "smbnetfs",
    "juicefs",
    "blobfuse",
    "nfs",
    "afp",
    "mountpoint-s3",
    "hdfs",
    "moosefs",
    "lizardfs",
    "ipfs",
    "virtiofs",
];

/// Refuses a file on a network file system.
pub(crate) fn refuse_network(file: &Path) -> Result<(), DbError> {
    let folder = folder_of(file);
    let Ok(stat) = rustix::fs::statfs(&folder) else { return Ok(()) };
    let magic = stat.f_type as u64 & 0xffff_ffff;
    let name = match magic {
        FUSE => network_fuse(&std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default(), &folder),
        _ => NETWORK.iter().find(|(known, _)| *known == magic).map(|(_, name)| (*name).to_owned()),
    };
    let Some(name) = name else { return Ok(()) };
    Err(DbError::refused(
        "networkFileSystem",
        format!(
            "the data folder {} is on a network file system ({name}), where SQLite can lose data: put it on a local disk, or use PostgreSQL",
            folder.display()
        ),
    ))
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
}

/// The network file system behind a FUSE mount: the longest mount point that holds the folder decides.
fn network_fuse(mountinfo: &str, folder: &Path) -> Option<String> {
    let mounts = mountinfo.lines().filter_map(|line| {
        let (left, right) = line.split_once(" - ")?;
        let point = left.split(' ').nth(4)?.replace("\\040", " ");
        folder
            .starts_with(&point)
            .then(|| (point.len(), right.split(' ').next().unwrap_or_default().to_owned()))
    });
    let (_, kind) = mounts.max_by_key(|(length, _)| *length)?;
    FUSE_NETWORK.iter().any(|name| kind.contains(name)).then_some(kind)
}

/// Takes the lock beside the file for as long as the answer lives; the operating system frees it when the process dies.
pub(crate) fn lock(file: &Path) -> Result<File, DbError> {
    let path = lock_path(file);
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let lock = open.map_err(|error| {
        DbError::refused("cannotOpen", format!("the file {} can't be written ({error}): look whether the data folder exists and belongs to this user", path.display()))
    })?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(DbError::refused(
            "secondServer",
            format!(
                "another server is running on {}: stop it first, or give this one a data folder of its own",
                file.display()
            ),
        )),
        Err(TryLockError::Error(error)) => Err(DbError::refused(
            "noLocks",
            format!(
                "the disk of {} can't lock files ({error}): put the data folder on a local disk",
                file.display()
            ),
        )),
    }
}

fn lock_path(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fuse_mount_over_a_network_is_known_by_its_name() {
        let mounts = "1 0 8:1 / / rw - ext4 /dev/a rw\n2 1 0:5 / /data rw - fuse.sshfs host:/x rw\n3 1 0:6 / /data/in rw - fuse.lazyfs x rw\n";
        assert_eq!(network_fuse(mounts, Path::new("/data/x")).as_deref(), Some("fuse.sshfs"));
        assert_eq!(network_fuse(mounts, Path::new("/data/in/x")), None);
        assert_eq!(network_fuse(mounts, Path::new("/var")), None);
    }
}
