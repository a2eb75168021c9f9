export {
  attachFiles,
  copyFile,
  dropFiles,
  keepFile,
  keepPicture,
  looseFiles,
  readFile,
  tendFiles,
  type KeptFile,
} from './files.ts'
export { scanBy, type Scan } from './scan.ts'
export { sendFile } from './send.ts'
export { bucketStore, folderStore, type Bucket, type FileStore } from './store.ts'
